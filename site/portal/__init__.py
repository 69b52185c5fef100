"""The portal: what makes the apps one site."""
