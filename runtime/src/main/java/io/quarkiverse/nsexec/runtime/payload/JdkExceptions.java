package io.quarkiverse.nsexec.runtime.payload;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The exceptions of the JDK that are rebuilt as their own type: a fixed list of names, so that nothing that a sandbox sends
 * chooses a class. Errors are not among them: an OutOfMemoryError of the sandbox is none of the service.
 */
public final class JdkExceptions {

    /** Rebuilt whether the method declares them or not. Names, as a reduced JDK may lack some. */
    private static final String[] RUNTIME = {
            "java.awt.color.CMMException",
            "java.awt.image.ImagingOpException",
            "java.awt.image.RasterFormatException",
            "java.io.UncheckedIOException",
            "java.lang.ArithmeticException",
            "java.lang.ArrayIndexOutOfBoundsException",
            "java.lang.ArrayStoreException",
            "java.lang.ClassCastException",
            "java.lang.EnumConstantNotPresentException",
            "java.lang.IllegalArgumentException",
            "java.lang.IllegalCallerException",
            "java.lang.IllegalMonitorStateException",
            "java.lang.IllegalStateException",
            "java.lang.IllegalThreadStateException",
            "java.lang.IndexOutOfBoundsException",
            "java.lang.MatchException",
            "java.lang.NegativeArraySizeException",
            "java.lang.NullPointerException",
            "java.lang.NumberFormatException",
            "java.lang.RuntimeException",
            "java.lang.SecurityException",
            "java.lang.StringIndexOutOfBoundsException",
            "java.lang.TypeNotPresentException",
            "java.lang.UnsupportedOperationException",
            "java.lang.reflect.InaccessibleObjectException",
            "java.lang.reflect.UndeclaredThrowableException",
            "java.nio.BufferOverflowException",
            "java.nio.BufferUnderflowException",
            "java.nio.ReadOnlyBufferException",
            "java.nio.channels.IllegalBlockingModeException",
            "java.nio.charset.IllegalCharsetNameException",
            "java.nio.charset.UnsupportedCharsetException",
            "java.nio.file.ClosedFileSystemException",
            "java.nio.file.FileSystemNotFoundException",
            "java.nio.file.InvalidPathException",
            "java.nio.file.ProviderNotFoundException",
            "java.security.InvalidParameterException",
            "java.time.DateTimeException",
            "java.time.format.DateTimeParseException",
            "java.time.temporal.UnsupportedTemporalTypeException",
            "java.time.zone.ZoneRulesException",
            "java.util.ConcurrentModificationException",
            "java.util.DuplicateFormatFlagsException",
            "java.util.EmptyStackException",
            "java.util.FormatFlagsConversionMismatchException",
            "java.util.FormatterClosedException",
            "java.util.IllegalFormatException",
            "java.util.IllegalFormatConversionException",
            "java.util.IllegalFormatFlagsException",
            "java.util.IllegalFormatPrecisionException",
            "java.util.IllegalFormatWidthException",
            "java.util.IllformedLocaleException",
            "java.util.InputMismatchException",
            "java.util.MissingFormatArgumentException",
            "java.util.MissingFormatWidthException",
            "java.util.MissingResourceException",
            "java.util.NoSuchElementException",
            "java.util.UnknownFormatConversionException",
            "java.util.UnknownFormatFlagsException",
            "java.util.concurrent.CancellationException",
            "java.util.concurrent.CompletionException",
            "java.util.concurrent.RejectedExecutionException",
            "java.util.regex.PatternSyntaxException",
    };

    /** Rebuilt where the method declares them or one above them. */
    private static final String[] CHECKED = {
            "java.io.CharConversionException",
            "java.io.EOFException",
            "java.io.FileNotFoundException",
            "java.io.IOException",
            "java.io.InterruptedIOException",
            "java.io.InvalidClassException",
            "java.io.InvalidObjectException",
            "java.io.NotActiveException",
            "java.io.NotSerializableException",
            "java.io.ObjectStreamException",
            "java.io.OptionalDataException",
            "java.io.StreamCorruptedException",
            "java.io.SyncFailedException",
            "java.io.UTFDataFormatException",
            "java.io.UnsupportedEncodingException",
            "java.awt.FontFormatException",
            "java.lang.ClassNotFoundException",
            "java.lang.CloneNotSupportedException",
            "java.lang.Exception",
            "java.lang.IllegalAccessException",
            "java.lang.InstantiationException",
            "java.lang.InterruptedException",
            "java.lang.NoSuchFieldException",
            "java.lang.NoSuchMethodException",
            "java.lang.ReflectiveOperationException",
            "java.net.BindException",
            "java.net.ConnectException",
            "java.net.HttpRetryException",
            "java.net.MalformedURLException",
            "java.net.NoRouteToHostException",
            "java.net.PortUnreachableException",
            "java.net.ProtocolException",
            "java.net.SocketException",
            "java.net.SocketTimeoutException",
            "java.net.URISyntaxException",
            "java.net.UnknownHostException",
            "java.net.UnknownServiceException",
            "java.nio.channels.AsynchronousCloseException",
            "java.nio.channels.ClosedByInterruptException",
            "java.nio.channels.ClosedChannelException",
            "java.nio.charset.CharacterCodingException",
            "java.nio.charset.MalformedInputException",
            "java.nio.charset.UnmappableCharacterException",
            "java.nio.file.AccessDeniedException",
            "java.nio.file.AtomicMoveNotSupportedException",
            "java.nio.file.DirectoryNotEmptyException",
            "java.nio.file.FileAlreadyExistsException",
            "java.nio.file.FileSystemException",
            "java.nio.file.FileSystemLoopException",
            "java.nio.file.NoSuchFileException",
            "java.nio.file.NotDirectoryException",
            "java.nio.file.NotLinkException",
            "java.security.DigestException",
            "java.security.GeneralSecurityException",
            "java.security.InvalidAlgorithmParameterException",
            "java.security.InvalidKeyException",
            "java.security.KeyException",
            "java.security.KeyStoreException",
            "java.security.NoSuchAlgorithmException",
            "java.security.NoSuchProviderException",
            "java.security.SignatureException",
            "java.security.UnrecoverableEntryException",
            "java.security.UnrecoverableKeyException",
            "java.security.cert.CRLException",
            "java.security.cert.CertPathBuilderException",
            "java.security.cert.CertPathValidatorException",
            "java.security.cert.CertStoreException",
            "java.security.cert.CertificateEncodingException",
            "java.security.cert.CertificateException",
            "java.security.cert.CertificateExpiredException",
            "java.security.cert.CertificateNotYetValidException",
            "java.security.cert.CertificateParsingException",
            "java.security.spec.InvalidKeySpecException",
            "java.security.spec.InvalidParameterSpecException",
            "java.sql.SQLException",
            "java.text.ParseException",
            "java.util.InvalidPropertiesFormatException",
            "java.util.concurrent.BrokenBarrierException",
            "java.util.concurrent.ExecutionException",
            "java.util.concurrent.TimeoutException",
            "java.util.jar.JarException",
            "java.util.prefs.BackingStoreException",
            "java.util.zip.DataFormatException",
            "java.util.zip.ZipException",
            "javax.crypto.AEADBadTagException",
            "javax.crypto.BadPaddingException",
            "javax.crypto.IllegalBlockSizeException",
            "javax.crypto.NoSuchPaddingException",
            "javax.crypto.ShortBufferException",
            "javax.imageio.IIOException",
            "javax.imageio.metadata.IIOInvalidTreeException",
            "javax.net.ssl.SSLException",
            "javax.net.ssl.SSLHandshakeException",
            "javax.script.ScriptException",
            "javax.xml.datatype.DatatypeConfigurationException",
            "javax.xml.parsers.ParserConfigurationException",
            "javax.xml.stream.XMLStreamException",
            "javax.xml.transform.TransformerConfigurationException",
            "javax.xml.transform.TransformerException",
            "javax.xml.xpath.XPathException",
            "javax.xml.xpath.XPathExpressionException",
            "org.xml.sax.SAXException",
            "org.xml.sax.SAXNotRecognizedException",
            "org.xml.sax.SAXNotSupportedException",
            "org.xml.sax.SAXParseException",
    };

    private JdkExceptions() {
    }

    /** The runtime exceptions of the JDK, by name. */
    static Map<String, Class<?>> runtime() {
        return Runtime.CLASSES;
    }

    /** The exceptions of the JDK that are known here and assignable to this class; sorted by name. For the build. */
    public static List<Class<?>> below(Class<?> declared) {
        List<Class<?>> below = new ArrayList<>();
        Map<String, Class<?>> all = load(CHECKED);
        all.putAll(Runtime.CLASSES);
        for (Class<?> candidate : all.values()) {
            if (declared.isAssignableFrom(candidate)) {
                below.add(candidate);
            }
        }
        return below;
    }

    /** Only once an exception comes. */
    private static final class Runtime {

        static final Map<String, Class<?>> CLASSES = Collections.unmodifiableMap(load(RUNTIME));
    }

    private static Map<String, Class<?>> load(String[] names) {
        Map<String, Class<?>> classes = new TreeMap<>();
        for (String name : names) {
            try {
                classes.put(name, Class.forName(name, false, ClassLoader.getPlatformClassLoader()));
            } catch (ClassNotFoundException e) {
                // this JDK does not have it, so no task can throw it
            }
        }
        return classes;
    }
}
