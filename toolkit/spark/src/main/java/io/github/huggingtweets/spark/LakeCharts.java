package io.github.huggingtweets.spark;

import io.github.huggingtweets.drawing.Chart;
import io.github.huggingtweets.drawing.UsersChart;
import io.github.huggingtweets.drawing.UsersChart.User;
import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.sources.TweetSourceException;
import io.github.huggingtweets.sources.TweetTable;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.knowm.xchart.XYChart;

/** The charts of a lake, each in one call: {@code lake.chart().figuresByUser()}. */
public final class LakeCharts {

    private final TweetLake lake;

    LakeCharts(TweetLake lake) {
        this.lake = lake;
    }

    /**
     * Draws the four figures of each user: how many tweets there are, and what becomes of them. The figures of all users come to this
     * machine, one row for each.
     *
     * @return a chart with a bar for each user, or for the 20 with the most tweets
     * @throws TweetSourceException if there are no tweets
     */
    public Chart<XYChart> figuresByUser() {
        List<User> users = lake.figures().orderBy(TweetTable.HANDLE).collectAsList().stream().map(LakeCharts::user).toList();
        if (users.isEmpty()) {
            throw new TweetSourceException(lake + ": none is left to draw; leave out a filter.");
        }
        return UsersChart.of(users);
    }

    private static User user(Row figures) {
        String handle = figures.getString(0);
        return new User(new Author(handle, handle, Optional.empty()), number(figures, 1), number(figures, 2), number(figures, 3),
                number(figures, 4));
    }

    private static int number(Row figures, int column) {
        return Math.toIntExact(figures.getLong(column));
    }

    /** {@return the names of the charts} */
    @Override
    public String toString() {
        return "Charts: figuresByUser()";
    }
}
