package io.github.huggingtweets.drawing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.YearMonth;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The labels below the bars of months. */
class MonthsChartTest {

    @ParameterizedTest
    @CsvSource({
        "2020-03, 1, Mar 2020",
        "2019-11, 12, Nov 2019/Dec/Jan 2020/Feb/Mar/Apr/May/Jun/Jul/Aug/Sep/Oct",
        "2019-11, 13, 2020/Apr/Jul/Oct",
        "2019-11, 36, 2020/Apr/Jul/Oct/2021/Apr/Jul/Oct/2022/Apr/Jul/Oct",
        "2019-11, 37, 2020/2021/2022",
        "2008-06, 180, 2009/2010/2011/2012/2013/2014/2015/2016/2017/2018/2019/2020/2021/2022/2023",
        "2000-06, 300, 2002/2004/2006/2008/2010/2012/2014/2016/2018/2020/2022/2024",
    })
    void labelsMonthsOrYearsByTheLengthOfTheSpan(String first, int months, String labels) {
        List<String> all = MonthsChart.labels(YearMonth.parse(first), months);

        assertEquals(months, all.size());
        assertEquals(labels, String.join("/", all.stream().filter(label -> !label.isEmpty()).toList()));
    }

    @Test
    void putsALabelAtItsOwnMonth() {
        List<String> labels = MonthsChart.labels(YearMonth.of(2019, 11), 40);

        assertEquals(List.of(2, 14, 26, 38), Stream.iterate(0, i -> i + 1).limit(40).filter(i -> !labels.get(i).isEmpty())
                .toList());
        assertEquals("2020", labels.get(2));
    }
}
