package io.quarkiverse.nsexec.it.documents;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.text.PDFTextStripper;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkiverse.nsexec.Isolated;
import io.quarkiverse.nsexec.it.documents.BrokenDocumentException.Reason;

/**
 * Opens PDFs of strangers, each in a process of its own. What is injected here is injected in the sandbox too.
 */
@ApplicationScoped
class DocumentReader {

    private static final byte[] PDF_HEADER = "%PDF-".getBytes(StandardCharsets.US_ASCII);

    /** Readers accept a header anywhere in the first 1024 bytes (ISO 32000-1, annex H, implementation note 13). */
    private static final int HEADER_WITHIN = 1024;

    private final TextNormaliser normaliser;
    private final int maxPages;

    DocumentReader(TextNormaliser normaliser, @ConfigProperty(name = "documents.max-pages") int maxPages) {
        this.normaliser = normaliser;
        this.maxPages = maxPages;
    }

    @Isolated("documents")
    DocumentText read(byte[] pdf) throws BrokenDocumentException {
        if (!looksLikePdf(pdf)) {
            throw new BrokenDocumentException("This is not a PDF.", Reason.NOT_A_PDF);
        }
        BundledFonts.use();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return read(document);
        } catch (InvalidPasswordException e) {
            throw new BrokenDocumentException("The PDF is protected by a password.", Reason.ENCRYPTED);
        } catch (IOException | RuntimeException e) {
            // on damaged files PDFBox throws nearly anything
            throw new BrokenDocumentException("The PDF is damaged: " + e.getMessage(), Reason.DAMAGED);
        }
    }

    private DocumentText read(PDDocument document) throws IOException {
        int pages = document.getNumberOfPages();
        PDFTextStripper stripper = new PDFTextStripper();
        stripper.setEndPage(maxPages);
        String text = normaliser.normalise(stripper.getText(document));
        PDDocumentInformation about = document.getDocumentInformation();
        return new DocumentText(
                line(about.getTitle()), line(about.getAuthor()), line(about.getSubject()), line(about.getKeywords()),
                line(about.getCreator()), line(about.getProducer()),
                instant(about.getCreationDate()), instant(about.getModificationDate()),
                Float.toString(document.getVersion()), pages, Math.min(pages, maxPages), text);
    }

    private static boolean looksLikePdf(byte[] content) {
        int last = Math.min(content.length, HEADER_WITHIN) - PDF_HEADER.length;
        for (int at = 0; at <= last; at++) {
            if (Arrays.equals(content, at, at + PDF_HEADER.length, PDF_HEADER, 0, PDF_HEADER.length)) {
                return true;
            }
        }
        return false;
    }

    private Optional<String> line(String value) {
        return Optional.ofNullable(value).map(normaliser::normalise).filter(text -> !text.isEmpty());
    }

    private static Optional<Instant> instant(Calendar date) {
        return Optional.ofNullable(date).map(Calendar::toInstant);
    }
}
