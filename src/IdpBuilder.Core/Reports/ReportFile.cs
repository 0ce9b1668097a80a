using System.Text;
using IdpBuilder.Errors;

namespace IdpBuilder.Reports;

/// <summary>A file that a report is written to.</summary>
/// <param name="path">Its full path.</param>
/// <param name="isMarkdown">Whether it is Markdown whatever it is called.</param>
public sealed class ReportFile(string path, bool isMarkdown)
{
    /// <summary>What a report is called when nobody says.</summary>
    public const string DefaultName = "idp-report.html";

    private static readonly string[] MarkdownExtensions = [".md", ".markdown"];
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly bool _isMarkdown = isMarkdown || MarkdownExtensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>Its full path.</summary>
    public string FullName => path;

    /// <summary>Whether the report goes to the end of what is there.</summary>
    public bool Append { get; init; }

    /// <summary>Whether what is there stays as it is.</summary>
    public bool KeepsExisting { get; init; }

    /// <summary>Whether what is there is overwritten even when it is read-only.</summary>
    public bool Force { get; init; }

    /// <summary>Finds what stands against writing, before anything is looked at.</summary>
    /// <exception cref="IdpException">It cannot be written as wanted.</exception>
    public void Check()
    {
        if (Append && !_isMarkdown)
        {
            throw ReportFailures.NotAppendable(path);
        }

        if (KeepsExisting && !Append && File.Exists(path))
        {
            throw ReportFailures.Exists(path);
        }
    }

    /// <summary>Writes a report, whole or not at all.</summary>
    /// <exception cref="IdpException">It could not be written.</exception>
    public async Task WriteAsync(Report report, CancellationToken stop)
    {
        Check();
        var text = _isMarkdown ? report.ToMarkdown() : report.ToHtml();
        try
        {
            if (Force && File.Exists(path) && File.GetAttributes(path).HasFlag(FileAttributes.ReadOnly))
            {
                File.SetAttributes(path, File.GetAttributes(path) & ~FileAttributes.ReadOnly);
            }

            await (Append ? File.AppendAllTextAsync(path, text, Utf8, stop) : ReplaceAsync(text, stop)).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw ReportFailures.NotWritten(path, failure);
        }
    }

    // A reader sees the old file or the new one. What is no ordinary file, such as a pipe, is written to; what is read-only is not replaced behind its owner's back.
    private async Task ReplaceAsync(string text, CancellationToken stop)
    {
        var existing = new FileInfo(path);
        if (existing.Exists && (existing.IsReadOnly || existing.LinkTarget is not null || existing.Attributes.HasFlag(FileAttributes.Device)))
        {
            await File.WriteAllTextAsync(path, text, Utf8, stop).ConfigureAwait(false);
            return;
        }

        var made = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            await File.WriteAllTextAsync(made, text, Utf8, stop).ConfigureAwait(false);
            File.Move(made, path, overwrite: true);
        }
        finally
        {
            File.Delete(made);
        }
    }
}
