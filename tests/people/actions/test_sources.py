import pytest

from frankpledge.audit.outcomes import Effect
from frankpledge.errors import Invalid
from frankpledge.people.actions import sources
from frankpledge.people.actions.sources import SourceDraft
from frankpledge.people.models import Source
from tests.world import CURATOR

ADDRESS = "https://gazette.example/1"


@pytest.mark.django_db
def test_a_source_is_held_once_under_its_latest_title() -> None:
    assert sources.put(by=CURATOR, draft=SourceDraft(ADDRESS, "Old")).effect is Effect.ADDED
    assert sources.put(by=CURATOR, draft=SourceDraft(ADDRESS, "Old")).effect is Effect.UNCHANGED
    assert sources.put(by=CURATOR, draft=SourceDraft(ADDRESS, "New")).changes == {"title": ["Old", "New"]}
    assert Source.objects.get(url=ADDRESS).title == "New"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["", "gazette", "ftp//x", "javascript:alert(1)", f"https://x.example/{'x' * 600}"]
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(Invalid) as refusal:
        sources.put(by=CURATOR, draft=SourceDraft(address))
    assert [*refusal.value.fields] == ["url"]
    assert not Source.objects.filter(url=address).exists()


@pytest.mark.django_db
def test_what_is_cited_is_added_with_the_first_title_given() -> None:
    drafts = [SourceDraft(ADDRESS, "First"), SourceDraft(ADDRESS, "Second")]
    assert sources.read_at(drafts)[ADDRESS].title == "First"
    assert sources.read_at([SourceDraft(ADDRESS, "Third")])[ADDRESS].title == "First"


@pytest.mark.django_db
def test_a_source_without_a_title_takes_the_first_that_it_is_cited_under() -> None:
    sources.read_at([SourceDraft(ADDRESS)])
    drafts = [SourceDraft(ADDRESS), SourceDraft(ADDRESS, "First"), SourceDraft(ADDRESS, "Second")]
    assert sources.read_at(drafts)[ADDRESS].title == "First"
    assert Source.objects.get(url=ADDRESS).title == "First"
