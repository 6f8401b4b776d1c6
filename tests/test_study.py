"""Study files: what is read, and what each mistake is answered with."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from analysis.errors import InputError
from analysis.starter import make_study
from analysis.study import Engine, Inference, read_study

MINIMUM = 'title = "A study"\ncorpus = "articles.jsonl"\n'


def write(folder: Path, text: str) -> Path:
    file = folder / "study.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_defaults(tmp_path: Path) -> None:
    study = read_study(write(tmp_path, MINIMUM))
    assert study.sampling == "not stated"
    assert study.voice == "own"
    assert study.inference == Inference()
    assert study.corpus == (str(tmp_path / "articles.jsonl"),)


def test_all_keys(tmp_path: Path) -> None:
    text = MINIMUM + (
        'focus = ["A", "B"]\nreference = "C"\nlexicons = ["loaded_terms", "mine.csv"]\nvoice = "all"\n'
        'seed = 7\nscorer = "vaderSentiment"\n'
        '[select]\nfrom = 2024-01-02\nto = "2024-03-04"\nquery = ["summit*"]\nkeep_empty = true\n'
        '[columns]\ntext = "story"\n[inference]\nlevel = 0.9\nmin_hits = 3\n[article]\nid = "a1"\n'
        '[engine]\nworkers = 3\nscheduler = "tcp://10.0.0.5:8786"\nblock_bytes = 4000000\n'
    )
    study = read_study(write(tmp_path, text))
    assert study.focus == ("A", "B")
    assert study.scorer == "vaderSentiment"
    assert study.reference == ("C",)
    assert study.lexicons == ("loaded_terms", str(tmp_path / "mine.csv"))
    assert (study.select.start, study.select.end) == (date(2024, 1, 2), date(2024, 3, 4))
    assert study.select.keep_empty
    assert study.columns == {"text": "story"}
    assert study.inference.level == 0.9
    assert study.article.id == "a1"
    assert study.engine == Engine(3, "tcp://10.0.0.5:8786", 4_000_000)


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ('focs = "A"', ["key 'focs'", "did you mean 'focus'"]),
        ('voice = "quotes"', ["key 'voice'", "'quotes'", "own, quoted"]),
        ('scorer = "vader"', ["key 'scorer'", "'vader'", "built-in, straight quotes, vaderSentiment"]),
        ("seed = -1", ["key 'seed'", "-1", "at least 0"]),
        ("seed = true", ["key 'seed'", "True"]),
        ("focus = 3", ["key 'focus'", "3", "text"]),
        ('[select]\nfrom = "March"', ["key 'select.from'", "'March'", "2024-01-15"]),
        ("[select]\nfrom = 2024-02-01\nto = 2024-01-01", ["key 'select.to'"]),
        ("[select]\nfirst = 2024-02-01", ["key 'select.first'", "unknown"]),
        ("[inference]\nlevel = 95", ["key 'inference.level'", "95", "0.95"]),
        ("[inference]\nresamples = 10", ["key 'inference.resamples'", "99"]),
        ("[engine]\nworkers = -1", ["key 'engine.workers'", "at least 0"]),
        ('[engine]\nschedular = "x"', ["key 'engine.schedular'", "did you mean 'scheduler'"]),
        ("select = 3", ["[select]", "3", "table"]),
        ("focus = \nvoice = 3", ["wrong TOML", "line 3"]),
    ],
)
def test_mistakes_name_file_key_and_remedy(tmp_path: Path, line: str, parts: list[str]) -> None:
    file = write(tmp_path, MINIMUM + line)
    with pytest.raises(InputError) as caught:
        read_study(file)
    message = str(caught.value)
    for part in [str(file), "To fix it", *parts]:
        assert part in message


def test_missing_key_and_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="key 'corpus'"):
        read_study(write(tmp_path, 'title = "x"'))
    with pytest.raises(InputError, match=r"key 'corpus'.*a file, a folder or a glob"):
        read_study(write(tmp_path, 'title = "x"\ncorpus = " "'))
    with pytest.raises(InputError, match=r"holds study\.toml"):
        read_study(tmp_path / "studdy.toml")


def test_a_new_study_is_a_valid_study(tmp_path: Path) -> None:
    study = read_study(make_study(tmp_path / "mine"))
    assert study.corpus == (str(tmp_path / "mine" / "articles"),)
    with pytest.raises(InputError, match="new or empty folder"):
        make_study(tmp_path / "mine")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('corpus = "C:\\Users\\me"', r"write / in place of \\"),
        ('corpus = "C:\\sets"', r"write / in place of \\"),
        ("focus = Herald", "text stands between quotes"),
        ('title = "again"', "a key stands once"),
    ],
)
def test_what_is_mostly_behind_wrong_toml_is_said(tmp_path: Path, line: str, said: str) -> None:
    file = tmp_path / "study.toml"
    file.write_text(f'title = "t"\n{line}\n', encoding="utf-8")
    with pytest.raises(InputError, match=said):
        read_study(file)


def test_a_wrong_day_is_shown_as_it_is_written(tmp_path: Path) -> None:
    file = tmp_path / "study.toml"
    days = "[select]\nfrom = 2031-05-02\nto = 2031-05-01\n"
    file.write_text(f'title = "t"\ncorpus = "a"\nfocus = "Herald"\n{days}', encoding="utf-8")
    with pytest.raises(InputError, match="found 2031-05-01; expected a day not before 2031-05-02"):
        read_study(file)
