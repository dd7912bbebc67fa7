"""Pictures of pages for the screen."""

from __future__ import annotations

from vrp_desktop.documents.preview import page_image, page_images, page_sizes


def test_each_page_becomes_a_picture_of_its_size(report: bytes) -> None:
    images, sizes = page_images(report, 0.5), page_sizes(report)

    assert len(images) == len(sizes)
    for image, size in zip(images, sizes, strict=True):
        assert abs(image.width - size.width / 2) <= 1
        assert abs(image.height - size.height / 2) <= 1
        assert len(image.rgb) == image.width * image.height * 3


def test_a_picture_shows_the_page_in_its_colours(report: bytes) -> None:
    image = page_image(report, 0, 1)

    pixels = {image.rgb[start : start + 3] for start in range(0, len(image.rgb), 3)}
    assert bytes.fromhex("ffffff") in pixels
    assert bytes.fromhex("1f3f66") in pixels


def test_one_page_is_drawn_as_among_all(report: bytes) -> None:
    assert page_image(report, 1, 0.4) == page_images(report, 0.4)[1]
