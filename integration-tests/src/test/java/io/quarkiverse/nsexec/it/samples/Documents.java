package io.quarkiverse.nsexec.it.samples;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.GregorianCalendar;
import java.util.TimeZone;

import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;

/**
 * PDFs, made when they are needed.
 */
public final class Documents {

    public static final String TITLE = "Quarterly figures";
    public static final String AUTHOR = "A. Stranger";
    public static final Instant CREATED = Instant.parse("2024-02-29T12:34:56Z");

    private Documents() {
    }

    /** One page a text, with a title, an author and a date. */
    public static byte[] pages(String... texts) {
        try (PDDocument document = document(texts)) {
            return save(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A PDF that ends in the middle of its objects: no cross-reference table, no trailer, nothing to repair it from. */
    public static byte[] truncated() {
        byte[] whole = pages("never to be read");
        return Arrays.copyOf(whole, 40);
    }

    /** A PDF that asks for a password. */
    public static byte[] encrypted() {
        try (PDDocument document = document("secret")) {
            document.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()));
            return save(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PDDocument document(String... texts) throws IOException {
        PDDocument document = new PDDocument();
        for (String text : texts) {
            PDPage page = new PDPage();
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(new PDType1Font(FontName.HELVETICA), 12);
                content.newLineAtOffset(72, 700);
                content.showText(text);
                content.endText();
            }
        }
        document.setDocumentInformation(information());
        return document;
    }

    private static PDDocumentInformation information() {
        PDDocumentInformation information = new PDDocumentInformation();
        information.setTitle(TITLE);
        information.setAuthor(AUTHOR);
        GregorianCalendar created = new GregorianCalendar(TimeZone.getTimeZone("UTC"));
        created.setTimeInMillis(CREATED.toEpochMilli());
        information.setCreationDate(created);
        return information;
    }

    private static byte[] save(PDDocument document) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        document.save(out);
        return out.toByteArray();
    }
}
