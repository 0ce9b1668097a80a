using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace IdpBuilder.Tests;

public sealed class DirectionTests
{
    public static TheoryData<string, string[], string[]> Arrows => new()
    {
        { "IdpBuilder.Core", [], [] },
        { "IdpBuilder.Kubernetes", ["IdpBuilder.Core"], ["YamlDotNet"] },
        { "IdpBuilder.Docker", ["IdpBuilder.Core"], ["Docker.DotNet.Enhanced", "Tomlyn"] },
        { "IdpBuilder.Embedded", ["IdpBuilder.Core"], [] },
        { "IdpBuilder.Git", ["IdpBuilder.Core"], [] },
        { "IdpBuilder.Passwords", ["IdpBuilder.Core"], ["BCrypt.Net-Next"] },
        { "IdpBuilder.Remotes", ["IdpBuilder.Core"], ["LibGit2Sharp"] },
        { "IdpBuilder", ["IdpBuilder.Core", "IdpBuilder.Docker", "IdpBuilder.Embedded", "IdpBuilder.Git", "IdpBuilder.Kubernetes", "IdpBuilder.Passwords", "IdpBuilder.Remotes"], ["PowerShellStandard.Library"] },
        { "IdpBuilder.Host", ["IdpBuilder"], ["System.Management.Automation"] },
    };

    [Theory]
    [MemberData(nameof(Arrows))]
    public void A_project_depends_on_what_the_architecture_page_allows(string project, string[] projects, string[] packages)
    {
        var file = XDocument.Load(Repository.PathOf("src", project, project + ".csproj"));

        Assert.Equal(projects, Includes(file, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal));
        Assert.Equal(packages, Includes(file, "PackageReference").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_project_of_the_product_has_its_arrows_pinned() =>
        Assert.Equal(
            Arrows.Select(row => row.Data.Item1).Order(StringComparer.Ordinal),
            Directory.EnumerateDirectories(Repository.PathOf("src")).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("bin/IdpBuilder.Core.dll", "")]
    [InlineData("bin/private/IdpBuilder.Embedded.dll", "IdpBuilder.Core")]
    [InlineData("bin/private/IdpBuilder.Git.dll", "IdpBuilder.Core")]
    public void An_assembly_of_the_base_class_library_alone_references_nothing_else(string path, string allowed)
    {
        var foreign = ReferencesOf(Repository.PathOf("module", path))
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal) && name is not ("System" or "netstandard" or "mscorlib" or "Microsoft.Win32.Primitives") && name != allowed);

        Assert.Empty(foreign);
    }

    [Fact]
    public void YamlDotNet_is_named_in_one_folder_only() =>
        AssertVendorStaysHome("YamlDotNet", "src/IdpBuilder.Kubernetes/Yaml/");

    [Fact]
    public void DockerDotNet_is_named_in_one_folder_only() =>
        AssertVendorStaysHome("Docker.DotNet", "src/IdpBuilder.Docker/Operations/");

    private static void AssertVendorStaysHome(string vendor, string home) =>
        Assert.Empty(SourceTree.Product
            .Where(tree => !SourceTree.NameOf(tree).StartsWith(home, StringComparison.Ordinal))
            .Where(tree => tree.GetText().ToString().Contains($"using {vendor}", StringComparison.Ordinal))
            .Select(SourceTree.NameOf));

    private static IEnumerable<string> Includes(XDocument file, string element) =>
        file.Descendants(element).Select(reference => reference.Attribute("Include")!.Value.Replace('\\', '/'));

    private static List<string> ReferencesOf(string path)
    {
        using var stream = File.OpenRead(path);
        using var image = new PEReader(stream);
        var metadata = image.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }
}
