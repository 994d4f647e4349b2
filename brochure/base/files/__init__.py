"""The files of a project: its styles, drawings and pictures, each checked before it is used."""
