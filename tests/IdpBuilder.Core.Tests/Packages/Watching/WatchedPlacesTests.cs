using IdpBuilder.Packages;
using IdpBuilder.Packages.Watching;

namespace IdpBuilder.Core.Tests.Packages.Watching;

public sealed class WatchedPlacesTests : IDisposable
{
    private readonly PackageFolder _folder = new PackageFolder()
        .With("shop/app.yaml", PackageFolder.Application("shop", "cnoe://manifests"))
        .With("shop/manifests/map.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: map}}")
        .With("shop/notes/readme.txt", "not read");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Of_a_directory_its_own_files_and_all_that_is_published_are_watched() =>
        AssertPlaces(new PackageSource(_folder.At("shop")), new(_folder.At("shop"), false, string.Empty), new(_folder.At("shop/manifests"), true, string.Empty));

    [Fact]
    public void Of_a_file_it_alone_and_all_that_is_published_are_watched() =>
        AssertPlaces(new PackageSource(_folder.At("shop/app.yaml")), new(_folder.At("shop"), false, "app.yaml"), new(_folder.At("shop/manifests"), true, string.Empty));

    [Fact]
    public void What_lies_below_a_place_is_not_watched_twice() =>
        AssertPlaces(new PackageSource(_folder.Path, Recurse: true), new WatchedPlace(_folder.Path, true, string.Empty));

    [Fact]
    public void What_is_not_there_cannot_be_watched() => AssertPlaces(new PackageSource(_folder.At("nowhere/app.yaml")));

    [Theory]
    [InlineData("shop/manifests/map.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: other}}")]
    [InlineData("shop/manifests/new.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: new}}")]
    [InlineData("shop/app.yaml", "nothing: here")]
    public void What_makes_a_difference_changes_the_fingerprint(string file, string text)
    {
        var before = PackageFingerprint.Of(_folder.Read("shop"));
        Assert.Equal(before, PackageFingerprint.Of(_folder.Read("shop")));

        _folder.With(file, text);

        Assert.NotEqual(before, PackageFingerprint.Of(_folder.Read("shop")));
    }

    [Fact]
    public void What_git_ignores_makes_none()
    {
        _folder.With("shop/manifests/.gitignore", "*.tmp");
        var before = PackageFingerprint.Of(_folder.Read("shop"));

        _folder.With("shop/manifests/notes.tmp", "mine").With("shop/notes/readme.txt", "changed");

        Assert.Equal(before, PackageFingerprint.Of(_folder.Read("shop")));
    }

    private static void AssertPlaces(PackageSource source, params WatchedPlace[] places) => Assert.Equal(
        places.OrderBy(place => place.Directory, StringComparer.Ordinal),
        WatchedPlaces.Of([source], PackageFolder.Read(PackageReadOptions.Default, [source])).OrderBy(place => place.Directory, StringComparer.Ordinal));
}
