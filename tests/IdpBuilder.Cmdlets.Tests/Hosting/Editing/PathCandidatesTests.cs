using IdpBuilder.Host.Editing;

namespace IdpBuilder.Tests.Hosting.Editing;

public sealed class PathCandidatesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PathCandidatesTests()
    {
        _folder.Write("packages/shop/app.yaml", string.Empty);
        _folder.Write("packages/store.yaml", string.Empty);
        _folder.Write("my files/x", string.Empty);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Install ./pa", "./packages/")]
    [InlineData("Install ./packages/st", "./packages/store.yaml")]
    [InlineData("Install packages/SH", "packages/shop/")]
    [InlineData("Install my", "my` files/")]
    [InlineData("Install ./nowhere/x", null)]
    [InlineData("Install zzz", null)]
    public void A_path_is_completed_from_where_the_session_is(string text, string? expected)
    {
        var candidates = PathCandidates.Of(text, text.Length, _folder.Path);

        var completed = candidates.Texts.Select(found => found.Replace(Path.DirectorySeparatorChar, '/'));
        Assert.Equal(expected is null ? [] : [expected], completed);
        Assert.Equal(expected is null ? 0 : "Install ".Length, candidates.Start);
    }
}
