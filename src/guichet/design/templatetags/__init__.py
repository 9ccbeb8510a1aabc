"""Template tags of the design; built in, so that no template must load them."""
