"""A drawn chart as a part of a page."""

from typing import Any

from rehabplanner.documents.blocks import Block
from rehabplanner.documents.picture import Picture, draw_picture
from rehabplanner.documents.style import Style
from rehabplanner.documents.tagging import marked_as


class PictureBlock(Block):
    """A picture of marks, as wide as the page."""

    def __init__(self, picture: Picture, style: Style) -> None:
        self.picture = picture
        self.style = style

    def height(self, width: float) -> float:
        """Return the height in proportion."""
        return self.picture.height * width / self.picture.width

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the picture."""
        scale = width / self.picture.width
        canvas.saveState()
        canvas.translate(x, top - self.height(width))
        canvas.scale(scale, scale)
        with marked_as(canvas, "Figure", self.picture.description or self.picture.title):
            draw_picture(canvas, self.picture, self.style, 0.0, 0.0)
        canvas.restoreState()
