package dev.cdp.contract.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cdp.contract.EventType;
import dev.cdp.contract.MalformedRecordException;
import dev.cdp.contract.RecordedBytes;
import dev.cdp.contract.live.Invalidation.SchemaChanged;
import dev.cdp.contract.live.Invalidation.SourceChanged;
import dev.cdp.contract.live.Invalidation.WorkspaceChanged;
import dev.cdp.contract.live.Invalidation.WriteKeyChanged;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvalidationCodecTest {
    private static final String HASH = "b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c";

    private static final Map<String, Invalidation> RECORDED = Map.of(
            "invalidation-write-key-v1.json", new WriteKeyChanged(HASH),
            "invalidation-source-v1.json", new SourceChanged("demo", "shop"),
            "invalidation-workspace-v1.json", new WorkspaceChanged("demo"),
            "invalidation-schema-v1.json", new SchemaChanged("demo", EventType.TRACK, "Order \"Completed\""));

    @Test
    void keepsItsBytes() {
        RECORDED.forEach((file, change) -> {
            String recorded = new String(RecordedBytes.of(file), UTF_8);
            assertThat(InvalidationCodec.read(recorded)).isEqualTo(change);
            assertThat(InvalidationCodec.write(change)).isEqualTo(recorded);
        });
    }

    @Test
    void passesOverWhatALaterVersionAdds() {
        assertThat(InvalidationCodec.read("{\"v\":1,\"kind\":\"workspace\",\"workspaceId\":\"demo\",\"by\":\"eve\"}"))
                .isEqualTo(new WorkspaceChanged("demo"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "nonsense",
                "{'v':2,'kind':'workspace','workspaceId':'demo'}",
                "{'v':1,'kind':'planet','workspaceId':'demo'}",
                "{'v':1,'kind':'workspace'}",
                "{'v':1,'kind':'workspace','workspaceId':null}",
                "{'v':1,'kind':'write_key','keySha256':'secret'}",
                "{'v':1,'kind':'schema','workspaceId':'demo','eventType':'click','eventName':''}"
            })
    void whatCannotBeReadIsRefusedInOneWay(String message) {
        assertThatExceptionOfType(MalformedRecordException.class)
                .isThrownBy(() -> InvalidationCodec.read(message.replace('\'', '"')));
    }
}
