using IdpBuilder.Rendering;

namespace IdpBuilder.Core.Tests.Rendering;

public sealed class InstalledProgramsTests
{
    [Fact]
    public async Task A_program_that_cannot_be_started_is_a_failure_of_rendering()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var program = Path.Combine(folder.FullName, "helm");
            await File.WriteAllTextAsync(program, "no program", TestContext.Current.CancellationToken);

            var failure = await Assert.ThrowsAsync<RenderingException>(
                () => new InstalledPrograms(TimeProvider.System).RunAsync(program, [], folder.FullName, TestContext.Current.CancellationToken));

            Assert.Contains($"'{program}' could not be started", failure.Message);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_command_line_is_shown_without_the_values_of_parameters() => Assert.Equal(
        "helm template . --set db.password=*** --set-string token=*** --values values.yaml",
        InstalledPrograms.Shown("/usr/bin/helm", ["template", ".", "--set", "db.password=a=b", "--set-string", "token=x", "--values", "values.yaml"]));

    [Fact]
    public void A_repository_whose_files_cannot_all_exist_is_a_failure_of_rendering()
    {
        var files = new Dictionary<string, ReadOnlyMemory<byte>> { ["a"] = new byte[1], ["a/b"] = new byte[1] };

        var failure = Assert.Throws<RenderingException>(() => Checkout.Of(files));

        Assert.Contains("could not be written out", failure.Message);
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("inside/../../outside")]
    public void A_file_that_points_out_of_its_repository_is_refused(string path) => Assert.Throws<RenderingException>(
        () => Checkout.Of(new Dictionary<string, ReadOnlyMemory<byte>> { [path] = new byte[1] }));
}
