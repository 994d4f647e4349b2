"""What every stage stands on: findings, workers, storage, and the lists of editions and looks."""
