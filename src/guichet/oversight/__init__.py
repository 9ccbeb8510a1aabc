"""Who watches over looking: reasons that are reviewed, protected files, what is unusual, and what clients ask about it.

The log itself, its chain, and investigations are `identity`’s; here is what people do about what stands in it.
"""
