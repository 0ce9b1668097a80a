using System.Text;
using IdpBuilder.Git.Objects;

namespace IdpBuilder.Git.Tests.Objects;

public sealed class GitTreeTests
{
    [Fact]
    public void Nothing_is_the_tree_that_every_git_knows() =>
        Assert.Equal("4b825dc642cb6eb9a060e54bf8d69288fbee4904", GitTree.Of(Spec()).Root.Name);

    [Fact]
    public void A_blob_has_the_id_that_git_gives_it() =>
        Assert.Equal("ce013625030ba8dba906f756967f9e9ca394464a", new GitObject(GitObjectType.Blob, "hello\n"u8.ToArray()).Name);

    [Fact]
    public void A_directory_is_sorted_as_though_its_name_ended_with_a_slash()
    {
        var tree = GitTree.Of(Spec("a/x", "a.b", "a-b", "a0"));

        Assert.Equal("100644 a-b 100644 a.b 40000 a 100644 a0", string.Join(' ', Names(tree.Root.Content.ToArray())));
    }

    [Fact]
    public void Equal_contents_are_one_object() =>
        Assert.Equal(4, GitTree.Of(Spec("a/one", "b/one", "c/two/one")).Objects.Count);

    private static RepositorySpec Spec(params string[] paths) =>
        new("demo", paths.ToDictionary(path => path, _ => (ReadOnlyMemory<byte>)"same"u8.ToArray(), StringComparer.Ordinal), "test");

    private static IEnumerable<string> Names(byte[] tree)
    {
        for (var begin = 0; begin < tree.Length;)
        {
            var end = Array.IndexOf(tree, (byte)0, begin);
            yield return Encoding.UTF8.GetString(tree, begin, end - begin);
            begin = end + 21;
        }
    }
}
