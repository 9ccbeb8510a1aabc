"""HTML into text that reads the same."""

import pytest

from guichet.enquiries.mail.html import html_to_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("<div>One</div>\n<div>Two<br>Three</div>", "One\nTwo\nThree"),
        ("a<br><br>b", "a\n\nb"),
        ("&Eacute;tat&nbsp;: caf&eacute; &lt;3 &#233; &#x1F600;", "État : café <3 é 😀"),
        ("<ul><li>One</li><li>Two<ul><li>In</li></ul></li></ul>", "• One\n• Two\n  • In"),
        ("<ol><li>One<li>Two</ol>after", "1. One\n2. Two\n\nafter"),
        ("<table><tr><td>Name</td><td>Amina</td></tr><tr><th>File</th><td>V3</td></tr></table>",
         "Name | Amina\nFile | V3"),
        ("<table><tr><td><p>One</p><p>Two</p></td><td>Three</td></tr></table>", "One\n\nTwo\nThree"),
        ("<table><tr><td><table><tr><td>a<td>b</table></td></tr></table>c", "a | b\n\nc"),
        ('<a href="https://a.example/x">here</a>', "here <https://a.example/x>"),
        ('<a href="https://a.example/">a.example</a>', "a.example"),
        ('<a href="mailto:me@b.example">write to me</a>', "write to me <me@b.example>"),
        ('<a href="javascript:alert(1)">press</a>', "press"),
        ('<a href="https://a.example/?x=>">arrow</a> on', "arrow <https://a.example/?x=>> on"),
        ('<img src="https://spy.example/p.gif" width="1" height="1" alt="x">Hi<img src=a alt="Scan of page 1">',
         "Hi[Scan of page 1]"),
        ("<style>p { color: red }</style><title>t</title><script>if (a < b) alert('</p>')</script>Hi", "Hi"),
        ('<div style="display:none">Preview</div><span hidden>no</span><p style="font-size:0px">no</p>Hi', "Hi"),
        ('<p style="font-size:0.9em">yes</p>', "yes"),
        ("<!-- no --><!--[if mso]>no<![endif]-->Hi<!doctype html>", "Hi"),
        ("Hi<blockquote>said<br>before<blockquote>long ago</blockquote></blockquote>",
         "Hi\n> said\n> before\n>> long ago"),
        ("<pre>a\n  b</pre>", "a\n  b"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("<p>never closed <b>bold <i>both", "never closed bold both"),
        ("<p>cut <a href=\"https://a.exam", "cut"),
        ("<style>never closed", "never closed"),
        ("text <!-- never closed", "text never closed"),
        ("</div></td></table></blockquote></a>Hi", "Hi"),
        ("Hi<div class='gmail_signature'>Amina</div>", "Hi\n\n--\nAmina"),
        ("zero\u200bwidth\ufeff\u00ad", "zero width"),
    ],
)  # fmt: skip
def test_html_reads_as_its_reader_sees_it(html: str, text: str) -> None:
    assert html_to_text(html) == text
