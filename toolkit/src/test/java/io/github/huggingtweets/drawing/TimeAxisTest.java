package io.github.huggingtweets.drawing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The labels of axes of time. */
class TimeAxisTest {

    @ParameterizedTest
    @CsvSource({
        "2024-02-28T23:50, 2024-02-29T00:10, 28 Feb 23:50/28 Feb 23:55/29 Feb 00:00/29 Feb 00:05/29 Feb 00:10",
        "2024-05-01T20:10, 2024-05-02T18:00, 1 May 21:00/2 May 00:00/2 May 03:00/2 May 06:00/2 May 09:00/2 May 12:00/2 May 15:00/2 May 18:00",
        "2024-05-01T20:10, 2024-05-07T18:00, 2 May 2024/3 May 2024/4 May 2024/5 May 2024/6 May 2024/7 May 2024",
        "2024-05-01T20:10, 2024-06-05T18:00, 6 May 2024/13 May 2024/20 May 2024/27 May 2024/3 Jun 2024",
        "2023-11-05T00:00, 2024-06-05T18:00, Dec 2023/Jan 2024/Feb 2024/Mar 2024/Apr 2024/May 2024/Jun 2024",
        "2021-12-05T00:00, 2023-11-05T18:00, Jan 2022/Apr 2022/Jul 2022/Oct 2022/Jan 2023/Apr 2023/Jul 2023/Oct 2023",
        "2019-02-05T00:00, 2025-02-05T18:00, 2020/2021/2022/2023/2024/2025",
        "2008-11-05T00:00, 2023-11-05T18:00, 2010/2012/2014/2016/2018/2020/2022",
        "1970-01-01T00:00, 2262-04-11T00:00, 2000/2050/2100/2150/2200/2250",
    })
    void labelsTheBeginningsOfCalendarUnits(LocalDateTime first, LocalDateTime last, String labels) {
        TimeAxis axis = TimeAxis.between(first, last);

        assertEquals(labels, LongStream.rangeClosed((long) Math.ceil(axis.from() - 1e-9), (long) Math.floor(axis.to() + 1e-9))
                .mapToObj(axis::label).collect(Collectors.joining("/")));
    }

    @Test
    void placesATimeInProportion() {
        TimeAxis years = TimeAxis.between(LocalDateTime.of(2019, 1, 1, 0, 0), LocalDateTime.of(2024, 1, 1, 0, 0));

        assertEquals(2020, years.position(LocalDateTime.of(2020, 1, 1, 0, 0).toEpochSecond(ZoneOffset.UTC)));
        assertEquals(2020.5, years.position(LocalDateTime.of(2020, 7, 1, 0, 0).toEpochSecond(ZoneOffset.UTC)), 1e-9);
    }

    @Test
    void addsRoomOnBothSidesOfASingleMoment() {
        LocalDateTime moment = LocalDateTime.of(2024, 5, 1, 20, 10);
        TimeAxis axis = TimeAxis.between(moment, moment);
        double position = axis.position(moment.toEpochSecond(ZoneOffset.UTC));

        assertTrue(axis.from() < position && position < axis.to(), axis.toString());
    }
}
