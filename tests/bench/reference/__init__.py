"""The answer to a study item as a Django site usually does it. Frozen: it is what ours is measured against."""
