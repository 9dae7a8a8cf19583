package dev.headgate.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LandedTest {
    @Test
    void keepsTabsOfTheBody() {
        assertThat(Landed.parse("web-001\t7\ta\tb\t")).isEqualTo(new Landed("web-001", "7", "a\tb\t"));
    }

    @Test
    void keepsAnEmptyBody() {
        assertThat(Landed.parse("web-001\t7\t")).isEqualTo(new Landed("web-001", "7", ""));
    }

    @Test
    void takesALineWithoutIdentityAsBody() {
        assertThat(Landed.parse("web-001\t7")).isEqualTo(new Landed("", "", "web-001\t7"));
    }
}
