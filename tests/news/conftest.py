from tests.factories.media import media_folder

__all__ = ["media_folder"]
