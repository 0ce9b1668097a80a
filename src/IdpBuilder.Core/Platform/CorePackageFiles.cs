using System.Security.Cryptography;
using IdpBuilder.Errors;
using IdpBuilder.Reporting;

namespace IdpBuilder.Platform;

/// <summary>
/// Brings the files of upstream: those that are packed in with the module, else those that this user has downloaded before, else from
/// their address. Whatever the way, only the content that the lock file names is taken.
/// </summary>
/// <param name="packages">The folder of the core packages.</param>
/// <param name="cache">The user's folder of downloads, in which each file bears its digest as its name.</param>
/// <param name="http">Downloads.</param>
public sealed class CorePackageFiles(string packages, string cache, HttpMessageInvoker http)
{
    /// <summary>No file of upstream is as large; what is, is not downloaded to its end.</summary>
    public const int Limit = 64 * 1024 * 1024;

    /// <summary>The content of a file.</summary>
    /// <exception cref="IdpException"><c>CorePackageChanged</c>: it is not what the lock file names; <c>CorePackageUnreachable</c>: nothing has it.</exception>
    public async Task<byte[]> ReadAsync(string package, CorePackageFile file, IRunReporter reporter, CancellationToken stop)
    {
        var packed = Path.Combine(packages, package, file.Path);
        if (File.Exists(packed))
        {
            var content = await File.ReadAllBytesAsync(packed, stop).ConfigureAwait(false);
            return IsRight(content, file) ? content : throw PlatformFailures.Changed(package, packed, file.Sha256, DigestOf(content));
        }

        var kept = Path.Combine(cache, file.Sha256);
        if (File.Exists(kept) && await File.ReadAllBytesAsync(kept, stop).ConfigureAwait(false) is var known && IsRight(known, file))
        {
            return known;
        }

        reporter.Verbose($"Downloading {file.Address} for the core package '{package}'.");
        var downloaded = await DownloadAsync(package, file, stop).ConfigureAwait(false);
        await KeepAsync(kept, downloaded, stop).ConfigureAwait(false);
        return downloaded;
    }

    private async Task<byte[]> DownloadAsync(string package, CorePackageFile file, CancellationToken stop)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, file.Address);
            using var answer = await http.SendAsync(request, stop).ConfigureAwait(false);
            answer.EnsureSuccessStatusCode();
            var content = await ReadAsync(answer.Content, stop).ConfigureAwait(false);
            return IsRight(content, file) ? content : throw PlatformFailures.Changed(package, file.Address.ToString(), file.Sha256, DigestOf(content));
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            throw PlatformFailures.Unreachable(package, file.Address, failure);
        }
    }

    private static async Task<byte[]> ReadAsync(HttpContent content, CancellationToken stop)
    {
        var source = await content.ReadAsStreamAsync(stop).ConfigureAwait(false);
        await using var closing = source.ConfigureAwait(false);
        using var read = new MemoryStream();
        var buffer = new byte[81920];
        for (int count; (count = await source.ReadAsync(buffer, stop).ConfigureAwait(false)) > 0;)
        {
            if (read.Length + count > Limit)
            {
                throw new IOException($"the file is larger than {Limit / 1024 / 1024} MiB");
            }

            read.Write(buffer, 0, count);
        }

        return read.ToArray();
    }

    // Whoever reads it at the same time finds all of it or nothing.
    private async Task KeepAsync(string path, byte[] content, CancellationToken stop)
    {
        Directory.CreateDirectory(cache);
        var part = $"{path}.{Guid.NewGuid():N}";
        await File.WriteAllBytesAsync(part, content, stop).ConfigureAwait(false);
        File.Move(part, path, overwrite: true);
    }

    private static bool IsRight(byte[] content, CorePackageFile file) => DigestOf(content) == file.Sha256;

    private static string DigestOf(byte[] content) => Convert.ToHexString(SHA256.HashData(content)).ToLowerInvariant();
}
