"""Wiki links and embeds: `[[target|shown]]`, `![[picture.png|200]]`."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from srs.terminal.elements.words import WIKI_LINK, embed_of, link_words


def wiki_link_plugin(parser: MarkdownIt) -> None:
    """Read what stands between double brackets."""
    parser.inline.ruler.before("link", "wiki_link", _wiki_link)


def _wiki_link(state: StateInline, silent: bool) -> bool:
    match = WIKI_LINK.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        token = state.push("embed" if match["embeds"] else "wiki_link", "", 0)
        token.content = link_words(match)
        token.meta = embed_of(match)._asdict()
    state.pos = match.end()
    return True
