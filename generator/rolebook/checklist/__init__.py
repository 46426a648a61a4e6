"""A persona to the checklist of its onboarding: actions made from the model, and what its author says about them."""

from .records import Action, Checklist, Owner, Phase, Step, Topic

__all__ = ["Action", "Checklist", "Owner", "Phase", "Step", "Topic"]
