"""What the layout engine may read: data that the program put into the page, and nothing else."""

from weasyprint.urls import URLFetcher, URLFetcherResponse, URLFetchingError


class OwnDataOnly(URLFetcher):
    """Serve ``data:`` addresses; refuse files, networks and redirects.

    Figures, motifs and QR codes are written into the page by the program, so nothing else is ever
    needed. The engine swallows errors inside SVG images, so refusals are also kept in `refused`.
    """

    def __init__(self) -> None:
        super().__init__(allowed_protocols=("data",), allow_redirects=False)
        self.refused: list[str] = []

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Return what a ``data:`` address holds. Raises URLFetchingError for all others."""
        if not url.startswith("data:"):
            self.refused.append(url[:200])
            raise URLFetchingError("only data inside the document is read")
        return super().fetch(url, headers)
