package dev.cdp.admin.handler;

import dev.cdp.admin.config.ServerSettings;
import dev.cdp.admin.service.account.Sessions;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** The session's cookie: out of reach of scripts and of other sites. */
@Singleton
final class Cookies {
    private static final String NAME = "cdp_session";

    private final boolean secure;
    private final Duration longest;

    Cookies(ServerSettings settings, Sessions sessions) {
        this.secure = settings.isSecure();
        this.longest = sessions.longest();
    }

    static Optional<String> session(HttpRequest<?> request) {
        return request.getCookies().findCookie(NAME).map(Cookie::getValue).filter(value -> !value.isEmpty());
    }

    Cookie begin(String token) {
        return cookie(token, longest);
    }

    Cookie end() {
        return cookie("", Duration.ZERO);
    }

    private Cookie cookie(String value, Duration age) {
        return Cookie.of(NAME, value)
                .path("/api")
                .httpOnly(true)
                .secure(secure)
                .sameSite(SameSite.Strict)
                .maxAge(age);
    }
}
