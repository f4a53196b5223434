"""Everything in Backline that knows Rasa.

Importing this package, before any import of Rasa, turns off its telemetry and silences
its logging: Rasa embedded in another program prints every sentence of a patient.
"""

from bot.bridge.quiet import silence

silence()
