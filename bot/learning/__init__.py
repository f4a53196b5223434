"""Teaching the second opinion: labelled messages in, a trained network out."""
