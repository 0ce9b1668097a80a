using CsCheck;
using IdpBuilder.Errors;
using IdpBuilder.Packages.Remote;

namespace IdpBuilder.Core.Tests.Packages.Remote;

public sealed class RemoteAddressTests
{
    [Theory]
    [InlineData("https://github.com/cnoe-io/stacks//basic/package1?ref=v1", "https://github.com/cnoe-io/stacks", "basic/package1", "v1", true)]
    [InlineData("https://github.com/cnoe-io/stacks.git//basic/", "https://github.com/cnoe-io/stacks.git", "basic", "", true)]
    [InlineData("git::https://h/o/r//a?version=main&submodules=false", "https://h/o/r", "a", "main", false)]
    [InlineData("https://h/o/r?ref=a%2Fb", "https://h/o/r", "", "a/b", true)]
    [InlineData("https://h/o/r?version=x&ref=y", "https://h/o/r", "", "y", true)]
    [InlineData("https://user@h:8443/o/r//a%20b", "https://user@h:8443/o/r", "a b", "", true)]
    [InlineData("http://127.0.0.1:3000/o/r.git//", "http://127.0.0.1:3000/o/r.git", "", "", true)]
    [InlineData("file:///srv/git/r//app.yaml", "file:///srv/git/r", "app.yaml", "", true)]
    public void An_address_names_repository_path_and_revision(string text, string url, string path, string reference, bool submodules)
    {
        var address = RemoteAddress.Parse(text);

        Assert.Equal((new RemoteRevision(url, reference, submodules), path, text), (address.Revision, address.Path, address.ToString()));
        Assert.True(RemoteAddress.IsOne(text));
    }

    [Theory]
    [InlineData("git@github.com:o/r//a", "RemoteNotOverSsh")]
    [InlineData("ssh://git@h/o/r", "RemoteNotOverSsh")]
    [InlineData("ftp://h/o/r", "RemoteAddressInvalid")]
    [InlineData("https://", "RemoteAddressInvalid")]
    [InlineData("packages/shop", "RemoteAddressInvalid")]
    [InlineData("https://h/o/r//../../etc", "RemoteAddressInvalid")]
    [InlineData("https://h/o/r//a%2F..%2F..%2Fb", "RemoteAddressInvalid")]
    [InlineData("https://h/o/r//a\\b", "RemoteAddressInvalid")]
    [InlineData("https://h/o/r//a?timeout=27s", "RemoteAddressInvalid")]
    [InlineData("https://h/o/r//a?ref", "RemoteAddressInvalid")]
    [InlineData("https://h/o/r//a?ref=a&ref=b", "RemoteAddressInvalid")]
    [InlineData("https://u:hidden@h/o/r", "RemoteAddressHasPassword")]
    public void What_is_none_is_refused(string text, string error)
    {
        var failure = Assert.Throws<IdpException>(() => RemoteAddress.Parse(text));

        Assert.Equal(error, failure.Id);
        Assert.DoesNotContain("hidden", failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("./packages/shop")]
    [InlineData("C:\\packages\\a@b")]
    [InlineData("/srv/a@b:c")]
    [InlineData("shop@1")]
    public void Paths_of_this_machine_are_no_addresses(string path) => Assert.False(RemoteAddress.IsOne(path));

    [Fact]
    public void No_text_breaks_it() => Gen.String.Sample(text =>
    {
        try
        {
            Assert.DoesNotContain("..", RemoteAddress.Parse("https://h/o/r//" + text).Path.Split('/'));
        }
        catch (IdpException failure)
        {
            Assert.StartsWith("RemoteAddress", failure.Id, StringComparison.Ordinal);
        }
    });
}
