"""Which packs are on, and where the model of each selection lies."""

import json
from pathlib import Path

import pytest

from launcher.command_error import CommandError
from launcher.packs.selection import active, active_ids, available, choose, folders_of, require_needed, shop
from launcher.places import Checkout, DataFolder
from launcher.services.switch import note_served, problem_after
from launcher.set_up.training import current_model, forget_model, model_step
from tests.launcher.launched import ROOT, run_baton

CHECKOUT = Checkout(ROOT)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataFolder:
    monkeypatch.delenv("BATON_PACKS", raising=False)
    return DataFolder(tmp_path)


def add(data: DataFolder, name: str, about: str = "") -> Path:
    folder = data.packs / name
    folder.mkdir(parents=True)
    (folder / "pack.yml").write_text(f"id: {name}\ntitle: The {name}\n{about}", encoding="utf-8")
    return folder


def test_the_shop_is_on_with_demo_data_and_nothing_without(data: DataFolder) -> None:
    assert active(CHECKOUT, data, demo=True) == shop(CHECKOUT)
    assert active(CHECKOUT, data, demo=False) == []


def test_a_choice_comes_before_the_default_and_the_setting_before_the_choice(
    data: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = add(data, "outages")
    choose(data, ["outages"])
    assert active(CHECKOUT, data, demo=True) == [folder]
    monkeypatch.setenv("BATON_PACKS", "shop, outages")
    assert active_ids(data, demo=False) == ["shop", "outages"]
    monkeypatch.setenv("BATON_PACKS", "")
    assert active(CHECKOUT, data, demo=True) == []


def test_an_added_pack_comes_before_a_built_in_one_of_the_same_name(data: DataFolder) -> None:
    folder = add(data, "shop")
    assert available(CHECKOUT, data)["shop"].folder == folder
    assert folders_of(CHECKOUT, data, ["shop"]) == [folder]
    with pytest.raises(CommandError, match="there is no pack 'hotel'"):
        folders_of(CHECKOUT, data, ["hotel"])


def test_a_pack_needs_those_that_it_builds_on_before_it(data: DataFolder) -> None:
    add(data, "outages", "needs: [shop]\n")
    require_needed(CHECKOUT, data, ["shop", "outages"])
    for wrong in (["outages"], ["outages", "shop"]):
        with pytest.raises(CommandError, match="the pack outages needs the pack shop"):
            require_needed(CHECKOUT, data, wrong)


def test_packs_do_not_make_a_data_folder_used(data: DataFolder) -> None:
    choose(data, ["shop"])
    assert data.is_empty


def test_models_of_different_packs_lie_side_by_side(data: DataFolder, tmp_path: Path) -> None:
    checkout = Checkout(tmp_path / "checkout")
    one, other = tmp_path / "one" / "outages", tmp_path / "other" / "outages"
    assert len({model_step(checkout, packs).stamp for packs in ([], [one], [other], [one, other])}) == 4
    checkout.models.mkdir(parents=True)
    for packs, name in (([one], "bot-1.tar.gz"), ([], "bot-2.tar.gz")):
        (checkout.models / name).touch()
        stamp = model_step(checkout, packs).stamp
        stamp.with_name(stamp.name.replace(".baton-model", "current")).write_text(name, encoding="utf-8")
    assert current_model(checkout, [one]).name == "bot-1.tar.gz"
    forget_model(checkout, [one])
    assert current_model(checkout, []).name == "bot-2.tar.gz"
    with pytest.raises(CommandError, match="there is no trained model"):
        current_model(checkout, [one])


def test_the_command_hears_about_its_own_choice_only(data: DataFolder) -> None:
    choose(data, ["shop"])
    note_served(data, Path("bot-1.tar.gz"), "the model is broken")
    assert problem_after(data) == (True, "the model is broken")
    choose(data, ["shop"])
    assert problem_after(data)[0] is False


def test_the_list_says_what_is_on(data: DataFolder) -> None:
    add(data, "outages")
    choose(data, ["outages"])
    lines = run_baton("packs", "list", "--data", data.path).stdout.splitlines()
    assert lines == ["shop\toff\tbuilt in\tShop", "outages\ton\tadded\tThe outages"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check", "/nowhere"), "/nowhere is no pack: it has no pack.yml"),
        (("add", "/nowhere"), "/nowhere is no pack: it has no pack.yml"),
        (("on", "hotel"), "there is no pack 'hotel'"),
    ],
)
def test_a_wrong_call_says_what_is_wrong_and_changes_nothing(
    data: DataFolder, arguments: tuple[str, str], said: str
) -> None:
    done = run_baton("packs", *arguments, "--data", data.path)
    assert done.returncode == 1
    assert said in done.stderr
    assert not data.active_packs.exists()


def test_a_choice_that_cannot_be_read_says_what_to_do(data: DataFolder) -> None:
    choose(data, [])
    data.active_packs.write_text("{", encoding="utf-8")
    with pytest.raises(CommandError, match="cannot be read: delete it"):
        active_ids(data, demo=True)
    data.active_packs.write_text(json.dumps(["shop"]), encoding="utf-8")
    assert active_ids(data, demo=False) == ["shop"]
