"""Stand-ins for the places that sources are got from: repositories on this machine, and files in the forms of the real ones."""

import json
import subprocess
from collections import defaultdict
from pathlib import Path

OPENING = "央视网消息（新闻联播）："


def repository(folder: Path, files: dict[str, str | bytes]) -> tuple[str, str]:
    """Make a repository with one commit: its address, and the commit."""
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)

    def git(*arguments: str) -> str:
        who = ("-c", "user.name=Nobody", "-c", "user.email=nobody@example.org")
        return subprocess.run(
            ["git", *who, *arguments],
            cwd=folder,
            check=True,
            capture_output=True,
            text=True,
            timeout=60,
        ).stdout.strip()

    git("init", "--quiet")
    # As the great hosts have it: any commit may be asked for, and its files one by one.
    git("config", "uploadpack.allowAnySHA1InWant", "true")
    git("config", "uploadpack.allowFilter", "true")
    git("-c", "core.autocrlf=false", "add", "--all")
    git("commit", "--quiet", "--message=As it was")
    return folder.as_uri(), git("rev-parse", "HEAD")


def markdown(record: dict[str, str]) -> str:
    """A text in Markdown, with a head."""
    return f"---\ndate: '{record['date']}'\nsource_url: {record['url']}\ntitle: 'A: call'\n---\n \n{record['text']}\n"


def evenings(items: list[dict[str, str]]) -> dict[str, str]:
    """The files of a programme, by path, in the two forms that there are: with an address in brackets, or behind a mark of quotation."""
    by_path = defaultdict(list)
    for item in items:
        by_path[item["path"]].append(item)
    return {
        path: (_numbered if path.count("/") > 1 else _in_html)(own) for path, own in by_path.items()
    }


def _in_html(items: list[dict[str, str]]) -> str:
    parts = ["# 《新闻联播》\n\n## 新闻摘要\n\n1.习近平；\n\n## 详细新闻\n\n"]
    for item in items:
        text = item["text"].replace("\n\n", "&nbsp;<br></p><p>")
        parts += [
            f"### {item['title']}\n\n<p><strong>央视网消息</strong>（新闻联播）：{text}<br></p>\n\n",
            f"[查看原文]({item['url']})\n\n",
        ]
    return "".join([*parts, "\n---\n\n(更新时间戳: 1)\n"])


def _numbered(items: list[dict[str, str]]) -> str:
    parts = ["# 新闻联播\n\n- 新闻条数：1\n\n## 本期节目主要内容\n\n1.习近平；\n\n"]
    for number, item in enumerate(items, start=1):
        text = item["text"].replace("\n\n", "\n")
        address = f"\n> 原文：{item['url']}\n" if item["url"] else ""
        parts.append(f"## {number}. {item['title']}\n\n{OPENING}{text}\n{address}\n")
    return "".join(parts)


def records(content: bytes) -> list[dict[str, str]]:
    """JSON Lines as records."""
    return [json.loads(line) for line in content.decode().split("\n")[:-1]]
