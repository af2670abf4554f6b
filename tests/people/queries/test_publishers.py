import pytest

from frankpledge.people.queries.publishers import PublisherKind, kind_of


@pytest.mark.parametrize(
    ("publisher", "kind"),
    [
        ("en.wikipedia.org", PublisherKind.ENCYCLOPAEDIA),
        ("wikipedia.org", PublisherKind.ENCYCLOPAEDIA),
        ("cheshire.police.uk", PublisherKind.POLICE),
        ("gov.uk", PublisherKind.GOVERNMENT),
        ("warwickshire-pcc.gov.uk", PublisherKind.GOVERNMENT),
        ("bbc.co.uk", None),
        ("notwikipedia.org", None),
        ("gov.uk.example", None),
        ("fake-police.uk", None),
        ("", None),
    ],
)
def test_only_what_a_host_name_proves_is_said_of_a_publisher(
    publisher: str, kind: PublisherKind | None
) -> None:
    assert kind_of(publisher) is kind
