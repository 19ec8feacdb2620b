package example.bellows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TunerTest {

    @Test
    void aPipeHasANote() {
        assertEquals("c#", new Tuner.Pipe("Gedackt", "c#").note());
    }
}
