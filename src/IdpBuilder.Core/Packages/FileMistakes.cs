namespace IdpBuilder.Packages;

/// <summary>The diagnostics about files and directories.</summary>
internal static class FileMistakes
{
    private const int Mebibyte = 1024 * 1024;

    public static Diagnostic TooLarge(string file, long length) => Error(
        DiagnosticCodes.FileTooLarge,
        $"The file has {length / (double)Mebibyte:N1} MiB; manifests are read up to {ManifestFile.SizeLimit / Mebibyte} MiB.",
        file,
        "Split it, or keep data that is no manifest outside the package.");

    public static Diagnostic Special(string file, string kind, bool isManifest) => new(
        isManifest ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
        DiagnosticCodes.FileSpecial,
        $"This is {kind}, not a file: it is not read{(isManifest ? string.Empty : " and not published")}.",
        new SourceSpan(file),
        "Remove it from the package, or write what it gives into a file.");

    public static Diagnostic NotText(string file) => Error(
        DiagnosticCodes.FileEncoding, "The file is not text in UTF-8, nor in UTF-16 with a byte order mark.", file, "Save it as UTF-8.");

    public static Diagnostic Unreadable(string file, Exception failure) => Error(
        DiagnosticCodes.FileUnreadable, $"The file cannot be read: {failure.Message}", file, "Check that it exists and that you may read it.");

    public static Diagnostic SourceMissing(string path) => Error(
        DiagnosticCodes.SourceMissing, $"'{path}' is neither a file nor a directory.", path, "Check the path; -LiteralPath takes names with brackets.");

    public static Diagnostic SourceEmpty(string path, bool recurse) => Error(
        DiagnosticCodes.SourceEmpty,
        $"'{path}' holds no Application, manifest, kustomization or chart.",
        path,
        recurse ? "Check the path." : "Check the path, or search the directories below with -Recurse.");

    public static Diagnostic Ignored(string file, string package) => new(
        DiagnosticSeverity.Information,
        DiagnosticCodes.FileIgnored,
        $"The file holds no Application, so its manifests are not installed with '{package}'.",
        new SourceSpan(file),
        "Move them into the file of the Application, or into a directory that it deploys.");

    public static Diagnostic NoManifest(SourceSpan span) => new(
        DiagnosticSeverity.Information,
        DiagnosticCodes.FileIgnored,
        "The file holds no manifest, so Argo CD passes over it.",
        span,
        "Give the document apiVersion and kind if it is meant to be applied.");

    public static Diagnostic TemplateDeployed(SourceSpan span) => new(
        DiagnosticSeverity.Error,
        DiagnosticCodes.YamlTemplate,
        "This file is a template ('{{ … }}') and not YAML yet; Argo CD takes it for a manifest, cannot read it, and syncs nothing of its directory.",
        span,
        "Render it first, quote the braces if text is meant, or keep it out with 'directory.exclude' of the Application's source.");

    public static Diagnostic DirectoryMissing(string address, string directory, SourceSpan span) => new(
        DiagnosticSeverity.Error,
        DiagnosticCodes.CnoeDirectoryMissing,
        $"'{address}' means the directory '{directory}', which does not exist.",
        span,
        "Create the directory, or mend the address; it is relative to the file it stands in.");

    public static Diagnostic Outside(string address, string directory, SourceSpan span) => new(
        DiagnosticSeverity.Error,
        DiagnosticCodes.CnoeOutside,
        $"'{address}' leads to '{directory}', outside what was given.",
        span,
        "Give the directory that holds both as -Path, or move the content below the package.");

    public static Diagnostic Templated(string address, SourceSpan span) => new(
        DiagnosticSeverity.Error,
        DiagnosticCodes.CnoeTemplated,
        $"'{address}' is filled in by Argo CD, so the directory to publish cannot be known now.",
        span,
        "Name the directory above it, and let the template choose the 'path' inside.");

    public static Diagnostic LinkLeadsOutside(string link, string target) => Error(
        DiagnosticCodes.LinkLeadsOutside,
        $"The symbolic link leads to '{target}', outside what was given.",
        link,
        "Replace it by a copy, or give the directory that holds both as -Path.");

    public static Diagnostic ContentTooLarge(string directory, long limit) => Error(
        DiagnosticCodes.ContentTooLarge,
        $"The directory holds more than {limit / Mebibyte} MiB, or more files than a repository of a package may have.",
        directory,
        "Move what Argo CD does not need out of it.");

    private static Diagnostic Error(string code, string message, string file, string remedy) =>
        new(DiagnosticSeverity.Error, code, message, new SourceSpan(file), remedy);
}
