"""The commands that measure: their arguments, and which module does the work. That module is loaded on demand."""

import argparse
from pathlib import Path

from launcher.command_parts import Commands, add_command, add_data
from launcher.places import Checkout

Kinds = Commands


def add_measuring(commands: Commands, checkout: Checkout) -> None:
    evaluate = add_command(commands, "evaluate", _evaluate, "measure the bot's intents or answers on your own files")
    kinds = evaluate.add_subparsers(dest="kind", metavar="KIND", required=True)
    _add_intents(kinds)
    _add_answers(kinds)
    _add_replies(kinds)
    _add_promise(kinds)
    _add_follow_ups(kinds)
    _add_sets(kinds)
    _add_golden(kinds, checkout)
    _add_decide(commands)
    _add_benchmark(commands)


def _add_intents(kinds: Kinds) -> None:
    one = kinds.add_parser("intents", help="train the NLU pipeline on one file and test it on another")
    one.add_argument("--train", type=Path, required=True, metavar="F", help='rows {"text", "intent"}')
    one.add_argument("--test", type=Path, required=True, metavar="F", help="rows to test; `intent` may be absent")
    _results(one)
    one.add_argument("--thorough", action="store_true", help="search for the best settings for these sentences")


def _add_answers(kinds: Kinds) -> None:
    one = kinds.add_parser("answers", help="index a folder of articles and decide each question")
    _articles_and_questions(one)
    one.add_argument("--calibrate", type=Path, metavar="F", help="labelled questions for the calibration")
    _results(one)


def _add_replies(kinds: Kinds) -> None:
    one = kinds.add_parser("replies", help="check the facts in the replies that customers read")
    one.add_argument("--articles", type=Path, required=True, metavar="DIR", help="folder of Markdown articles")
    one.add_argument("--promise", type=float, default=0.9, help="share of given answers that must be right (0.9)")
    one.add_argument(
        "--questions",
        type=Path,
        required=True,
        metavar="F",
        help='rows {"id", "text", "before", "article_ids", "must"}',
    )
    _results(one)


def _add_promise(kinds: Kinds) -> None:
    one = kinds.add_parser(
        "promise", help="check whether a promised precision holds, over many splits of the questions"
    )
    _articles_and_questions(one)
    one.add_argument("--splits", type=int, default=100, help="number of random splits by article (100)")
    one.add_argument("--without-labels", action="store_true", help="calibrate with the product's own method")
    one.add_argument("--json", action="store_true", help="print one JSON object that contains each split")


def _add_follow_ups(kinds: Kinds) -> None:
    one = kinds.add_parser("follow-ups", help="classify messages with and without the messages before them")
    _folder_and_promise(one)
    one.add_argument(
        "--cases", type=Path, required=True, metavar="F", help='rows {"id", "turns", "question", "article_ids", "kind"}'
    )
    one.add_argument("--half", choices=("even", "odd"), help="only every second row")
    _results(one)


def _add_sets(kinds: Kinds) -> None:
    one = kinds.add_parser(
        "sets", help="run all of the above on a folder of sets and save the results by date and commit"
    )
    one.add_argument("sets", type=Path, metavar="DIR", help="folder with articles/, questions/ and intents/")
    one.add_argument("--only", action="append", choices=("answers", "promise", "intents"), help="only this kind")
    one.add_argument("--splits", type=int, default=100, help="random splits for each promise (100)")
    one.add_argument("--json", action="store_true", help="print one JSON object on standard output, nothing else")
    one.add_argument("--save", action="store_true", help="save the result in benchmarks/results")


def _add_golden(kinds: Kinds, checkout: Checkout) -> None:
    one = kinds.add_parser(
        "golden", help="ask the golden set of a data folder; exits with 1 if a reply is not what it must be"
    )
    add_data(one, checkout)
    _results(one)


def _add_decide(commands: Commands) -> None:
    one = add_command(
        commands, "decide", _decide, "run each message of a file as a new conversation, and write what Baton did"
    )
    one.add_argument("--in", dest="source", type=Path, required=True, metavar="F", help='rows {"id", "text", "before"}')
    one.add_argument("--out", type=Path, required=True, metavar="F", help="output file for what Baton did")
    one.add_argument("--data", type=Path, metavar="DIR", help="use this folder's articles instead of the demo's")


def _add_benchmark(commands: Commands) -> None:
    one = add_command(
        commands, "benchmark", _benchmark, "run the benchmarks, each beside a reference measured in the same run"
    )
    one.add_argument("name", nargs="?", help="run only this one")
    one.add_argument("--json", action="store_true", help="print one JSON object on standard output, nothing else")
    one.add_argument("--save", action="store_true", help="save the result in benchmarks/results")
    one.add_argument("--page", action="store_true", help="only write docs/performance.md from the saved results")
    one.add_argument("--small", action="store_true", help="few data, to try it out; only for `reports`")
    one.add_argument("--runs", type=int, default=20, metavar="N", help="number of runs; only for `faults` (20)")
    one.add_argument("--seed", type=int, default=1, metavar="S", help="seed of the first run; only for `faults` (1)")


def _articles_and_questions(one: argparse.ArgumentParser) -> None:
    _folder_and_promise(one)
    one.add_argument(
        "--questions", type=Path, required=True, metavar="F", help='rows {"id", "question", "article_ids"}'
    )


def _folder_and_promise(one: argparse.ArgumentParser) -> None:
    one.add_argument("--articles", type=Path, required=True, metavar="DIR", help="folder of Markdown articles")
    one.add_argument("--promise", type=float, default=0.95, help="share of given answers that must be right (0.95)")


def _results(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, metavar="F", help="write each row's result to this file")
    parser.add_argument("--json", action="store_true", help="print one JSON object on standard output, nothing else")


def _evaluate(checkout: Checkout, given: argparse.Namespace) -> int:
    from launcher.commands import evaluation

    if given.kind == "golden":
        from launcher.commands.decide import golden

        return golden(checkout, given.data, given.out, as_json=given.json)
    kinds = {
        "answers": evaluation.answers,
        "replies": evaluation.replies,
        "promise": evaluation.promise,
        "follow-ups": evaluation.follow_ups,
        "intents": evaluation.intents,
        "sets": evaluation.sets,
    }
    return kinds[given.kind](checkout, given)


def _decide(checkout: Checkout, given: argparse.Namespace) -> int:
    from launcher.commands.decide import decide

    return decide(checkout, given.source, given.out, given.data)


def _benchmark(checkout: Checkout, given: argparse.Namespace) -> int:
    from launcher.commands.evaluation import benchmark

    return benchmark(checkout, given)
