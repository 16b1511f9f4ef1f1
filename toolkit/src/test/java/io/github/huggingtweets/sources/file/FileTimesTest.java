package io.github.huggingtweets.sources.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileTimesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "2023-12-31T14:36:59Z | 2023-12-31T14:36:59Z",
        "2023-12-31T14:36:59.000Z | 2023-12-31T14:36:59Z",
        "2023-12-31T14:36:59.123456Z | 2023-12-31T14:36:59.123456Z",
        "2023-12-31T14:36:59 | 2023-12-31T14:36:59Z",
        "2023-12-31 14:36:59 | 2023-12-31T14:36:59Z",
        "2023-12-31 14:36:59+00:00 | 2023-12-31T14:36:59Z",
        "2023-12-31 14:36:59-08:00 | 2023-12-31T22:36:59Z",
        "2015-02-24 11:35:52 -0800 | 2015-02-24T19:35:52Z",
        "2023-12-31T14:36:59+05:30 | 2023-12-31T09:06:59Z",
        "2023-12-31T14:36:59-0330 | 2023-12-31T18:06:59Z",
        "2023-12-31T14:36:59+02 | 2023-12-31T12:36:59Z",
        "2023-12-31 14:36:59 UTC | 2023-12-31T14:36:59Z",
        "2023-12-31 14:36 | 2023-12-31T14:36:00Z",
        "2024-02-01T10:00 | 2024-02-01T10:00:00Z",
        "2023/12/31 14:36:59 | 2023-12-31T14:36:59Z",
        "2023-12-31 | 2023-12-31T00:00:00Z",
        "2023-1-2 3:04 | 2023-01-02T03:04:00Z",
        "20231231 | 2023-12-31T00:00:00Z",
        "20231231143659 | 2023-12-31T14:36:59Z",
        "Sun Dec 31 14:36:59 +0000 2023 | 2023-12-31T14:36:59Z",
        "Sun Dec 31 14:36:59 +0200 2023 | 2023-12-31T12:36:59Z",
        "Mon Apr 06 22:19:45 PDT 2009 | 2009-04-07T05:19:45Z",
        "Mon May 11 03:17:40 UTC 2009 | 2009-05-11T03:17:40Z",
        "1704033419 | 2023-12-31T14:36:59Z",
        "1704033419.0 | 2023-12-31T14:36:59Z",
        "1704033419123 | 2023-12-31T14:36:59.123Z",
        "1.704033419E9 | 2023-12-31T14:36:59Z",
        "999999999 | 2001-09-09T01:46:39Z",
        "12/31/2023 14:36 | 2023-12-31T14:36:00Z",
        "12/31/2023 2:36:59 PM | 2023-12-31T14:36:59Z",
        "12/31/2023 12:36 AM | 2023-12-31T00:36:00Z",
        "12/31/2023 12:36 p.m. | 2023-12-31T12:36:00Z",
        "12/31/23 14:36 | 2023-12-31T14:36:00Z",
        "12-31-2023 23:59:59 | 2023-12-31T23:59:59Z",
        "31/12/2023 14:36 | 2023-12-31T14:36:00Z",
        "31-12-2023 14:36 | 2023-12-31T14:36:00Z",
        "3.4.2023 14:36 | 2023-04-03T14:36:00Z",
        "Thu, 04 Apr 2019 10:00:00 GMT | 2019-04-04T10:00:00Z",
        "Thu Apr 04 2019 10:00:00 GMT+0200 (Central European Summer Time) | 2019-04-04T08:00:00Z",
        "Jan 20, 2017 · 12:51 PM UTC | 2017-01-20T12:51:00Z",
        "September 3, 2020 at 10:15 PM | 2020-09-03T22:15:00Z",
        "10:15 AM - 4 Apr 2019 | 2019-04-04T10:15:00Z",
        "2:36 PM · Dec 31, 2023 | 2023-12-31T14:36:00Z",
        "31 Dec 2023 14:36 | 2023-12-31T14:36:00Z",
        "31-Dec-2023 14:36:59 | 2023-12-31T14:36:59Z"
    })
    void readsAllForms(String written, String expected) {
        FileTimes times = new FileTimes(DateOrder.UNKNOWN);
        assertFalse(times.isOpen(written));
        assertEquals(Instant.parse(expected), times.read(written));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "yesterday", "2023-02-31 10:00:00", "2023-12-31 25:00:00", "2023-12-31T14:61:00Z", "13/13/2023 10:00", "12345", "14:36",
        "Sun Foo 31 14:36:59 +0000 2023", "12/31/2023 14:36 XYZ", "12/31/2023 14:36 PM", "2023-12-31 14:36:59 and more", "-",
        "99999999999999999999999", "2023-99-99T99:99:99Z"
    })
    void refusesWhatIsNotATime(String written) {
        FileTimes times = new FileTimes(DateOrder.UNKNOWN);
        times.isOpen(written);
        assertThrows(DateTimeException.class, () -> times.read(written));
        assertFalse(FileTimes.isTime(written));
    }
}
