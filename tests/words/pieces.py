"""All text that somebody may read: of a rendered page, of a template, of the code."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, nodes
from lxml import html as lxml_html
from lxml.html import HtmlElement

ROOT = Path(__file__).parents[2]
# What is filled in later: it reads as one short word.
FILLED_IN = "X"
INLINE = {"a", "abbr", "b", "cite", "code", "dfn", "em", "i", "small", "span", "strong", "time"}
INLINE |= {"kbd", "mark", "q", "sub", "sup", "tspan", "wbr"}
# The choices of a list are names of the server's own: places, units, medicines.
UNSEEN = {"script", "style", "template", "option"}
SPOKEN = ("aria-label", "alt", "title", "placeholder")
JINJA_ARGUMENTS_THAT_ARE_NO_TEXT = {"href", "id", "kind", "name", "value", "class_", "icon"}
# The titles of publications are as their authors wrote them.
TITLES_OF_SOURCES = "app/clinical/sources.py"
PROGRAMMERS_ERRORS = ("TypeError", "RuntimeError")
# What is shown to people is written in these folders.
SHOWN_CODE = (
    "app/cli",
    "app/clinical",
    "app/interop",
    "app/services",
    "app/web",
    "app/diary/example.py",
)


def of_page(root: HtmlElement) -> list[str]:
    """Return the pieces of text of an element, in order; a source's own title is left out."""
    found = [str(each.get(name)) for each in root.iter() for name in SPOKEN if each.get(name)]
    _walk(root, found)
    return [piece for piece in map(_fold, found) if re.search(r"[^\W\d_]", piece)]


def _walk(element: HtmlElement, found: list[str]) -> None:
    if not isinstance(element.tag, str) or element.tag in UNSEEN or _cites(element):
        return
    found.append(element.text or "")
    for child in element:
        if child.tag in INLINE and not _cites(child):
            found.append((found.pop() if found else "") + child.text_content() + (child.tail or ""))
        else:
            _walk(child, found)
            found.append(child.tail or "")


def _cites(element: HtmlElement) -> bool:
    """Say whether it names a publication: an entry that leads out of Tidemark."""
    return element.tag == "li" and bool(element.xpath(".//a[starts-with(@href, 'http')]"))


def without_marks(root: HtmlElement) -> HtmlElement:
    """Take out the small numbers that lead to a source, and what people wrote themselves."""
    for marked in root.xpath("//*[contains(@class, 'user-text') or @class = 'cite']"):
        marked.drop_tree()
    return root


def _fold(text: str) -> str:
    return " ".join(text.split())


def of_template(path: Path) -> list[str]:
    """Return the text of a template, of all its branches, and what it hands to its macros."""
    source = path.read_text(encoding="utf-8")
    markup = re.sub(r"\{#.*?#\}", "", source, flags=re.DOTALL)
    markup = re.sub(r"\{%.*?%\}", "", markup, flags=re.DOTALL)
    markup = re.sub(r"\{\{ cite\(.*?\}\}", "", markup)
    markup = re.sub(r"\{\{.*?\}\}", FILLED_IN, markup, flags=re.DOTALL)
    root = lxml_html.fragment_fromstring(f"<div>{markup}</div>")
    return of_page(root) + list(_arguments(Environment(autoescape=True).parse(source)))


def _arguments(tree: nodes.Template) -> Iterator[str]:
    """Yield the text constants of a template's expressions."""
    dull = {
        id(keyword.value)
        for keyword in tree.find_all(nodes.Keyword)
        if keyword.key in JINJA_ARGUMENTS_THAT_ARE_NO_TEXT
    }
    for constant in tree.find_all(nodes.Const):
        if id(constant) not in dull and isinstance(constant.value, str):
            yield from _readable(constant.value)


def of_code(path: Path) -> list[str]:
    """Return the texts of a module that may be shown; docstrings are not."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    dull = {id(statement.value) for statement in ast.walk(tree) if isinstance(statement, ast.Expr)}
    dull |= {id(part) for node in ast.walk(tree) for part in _inner(node)}
    found: list[str] = []
    for node in ast.walk(tree):
        if id(node) in dull:
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found += _readable(node.value)
        elif isinstance(node, ast.JoinedStr):
            found += _readable("".join(map(_part, node.values)))
    return found


def _inner(node: ast.AST) -> list[ast.expr]:
    """Return the parts that are read as one text, and what only a programmer reads."""
    if isinstance(node, ast.JoinedStr):
        return node.values
    if isinstance(node, ast.Call) and ast.unparse(node.func) in PROGRAMMERS_ERRORS:
        return node.args
    return []


def _part(node: ast.expr) -> str:
    return str(node.value) if isinstance(node, ast.Constant) else FILLED_IN


def _readable(text: str) -> Iterator[str]:
    """Yield a text of more than one word; codes, addresses and drawings are none."""
    text = _fold(re.sub(r"\{[^{}]*\}", FILLED_IN, text))
    has_words = len(re.findall(r"[A-Za-z]{2,}", text)) > 1
    if (
        has_words
        and " " in text
        and not re.search(r"[<>=\\]|^[./#]|\b[a-z]+_[a-z]+\b|\w/\w+ ", text)
    ):
        yield text


def of_script(path: Path) -> list[str]:
    """Return the texts of a script that begin like words for people."""
    found = re.findall(r"""(["'`])([A-Z].*?)\1""", path.read_text(encoding="utf-8"))
    return [piece for _, text in found for piece in _readable(text.replace("$", ""))]


def scripts() -> list[Path]:
    return sorted((ROOT / "static/js").glob("*.js"))


def templates() -> list[Path]:
    """List the templates; the page of patterns is for those who build Tidemark."""
    written = (ROOT / "templates").rglob("*.html")
    return sorted(path for path in written if path.parent.name != "patterns")


def modules() -> list[Path]:
    return sorted(
        path
        for place in SHOWN_CODE
        for path in ((ROOT / place).rglob("*.py") if (ROOT / place).is_dir() else [ROOT / place])
        if path.relative_to(ROOT).as_posix() != TITLES_OF_SOURCES
    )
