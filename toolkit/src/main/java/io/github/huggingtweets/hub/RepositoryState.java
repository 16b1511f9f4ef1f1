package io.github.huggingtweets.hub;

import java.util.Optional;

/**
 * A repository on the Hub at a moment.
 *
 * @param repository its name, which may differ from the one by which it was asked for if it was renamed
 * @param commit the newest commit of its main branch; empty if it has none yet
 * @param isPrivate whether only its owner sees it; true also if a server does not say so
 */
record RepositoryState(RepositoryId repository, Optional<String> commit, boolean isPrivate) {}
