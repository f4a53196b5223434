"""From an assessment to words: questions, answers, the closing. Pure: no Rasa, no clock."""
