using System.Diagnostics;

namespace IdpBuilder.DockerEngine;

/// <summary>A small file system of its own, in a file.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private const int Megabytes = 96;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("idp-disk-");

    private SmallDisk() => Path = System.IO.Path.Combine(_folder.FullName, "disk");

    public string Path { get; }

    private string Ballast => System.IO.Path.Combine(Path, "ballast");

    /// <summary>Makes and mounts one; skips the test where the machine has no loop devices.</summary>
    public static async Task<SmallDisk> MountAsync(CancellationToken stop)
    {
        var disk = new SmallDisk();
        Directory.CreateDirectory(disk.Path);
        var image = disk.Path + ".img";
        var made = await RunAsync($"truncate -s {Megabytes}M '{image}' && mkfs.ext4 -q '{image}' && mount -o loop '{image}' '{disk.Path}'", stop);
        if (!made)
        {
            disk._folder.Delete(recursive: true);
            Assert.Skip("this machine mounts no file system from a file");
        }

        return disk;
    }

    /// <summary>Fills it to the last byte.</summary>
    public async Task FillAsync()
    {
        await using var file = File.Create(Ballast);
        var chunk = new byte[64 * 1024];
        try
        {
            while (true)
            {
                await file.WriteAsync(chunk);
                await file.FlushAsync();
            }
        }
        catch (IOException)
        {
            // That was the last one.
        }
    }

    public void MakeRoom() => File.Delete(Ballast);

    public async ValueTask DisposeAsync()
    {
        Assert.True(await RunAsync($"umount '{Path}' || umount -l '{Path}'", CancellationToken.None));
        _folder.Delete(recursive: true);
    }

    private static async Task<bool> RunAsync(string command, CancellationToken stop)
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/bash", ["-c", command]))!;
        await shell.WaitForExitAsync(stop);
        return shell.ExitCode == 0;
    }
}
