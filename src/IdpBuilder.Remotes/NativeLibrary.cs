using IdpBuilder.Errors;
using LibGit2Sharp;

namespace IdpBuilder.Remotes;

/// <summary>libgit2 for this system.</summary>
internal static class NativeLibrary
{
    private static readonly Lazy<Exception?> Missing = new(Load);

    /// <summary>Loads it, once in a process.</summary>
    /// <exception cref="IdpException">There is none for this system, or something that it needs is missing.</exception>
    public static void Require()
    {
        if (Missing.Value is { } failure)
        {
            throw RemoteFailures.NoLibrary(failure);
        }
    }

    private static Exception? Load()
    {
        try
        {
            // Any call loads it, whatever it answers.
            _ = Repository.IsValid(Path.GetTempPath());
            return null;
        }
        catch (Exception failure) when (failure.GetBaseException() is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException)
        {
            return failure.GetBaseException();
        }
    }
}
