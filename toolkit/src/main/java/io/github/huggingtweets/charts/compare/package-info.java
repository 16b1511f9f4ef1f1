/** Two people's tweets in one picture, which tells the difference between them: when, how long, about what. */
package io.github.huggingtweets.charts.compare;
