using IdpBuilder.Host;

namespace IdpBuilder.Tests.Hosting;

public sealed class HostTests
{
    [Theory]
    [InlineData("1", 0)]
    [InlineData("exit 7", 7)]
    [InlineData("throw 'boom'", 1)]
    [InlineData("NoSuchCommand", 1)]
    [InlineData("NoSuchCommand; 1", 0)]
    [InlineData("$x = (", 1)]
    public void A_command_ends_with_the_exit_code_that_pwsh_gives(string command, int exitCode) =>
        Assert.Equal(exitCode, HostRun.Command(command).ExitCode);

    [Theory]
    [InlineData("'x'", 0)]
    [InlineData("exit 9", 9)]
    [InlineData("throw 'boom'", 1)]
    [InlineData("NoSuchCommand", 0)]
    public void A_script_ends_with_the_exit_code_that_pwsh_gives(string script, int exitCode) =>
        Assert.Equal(exitCode, HostRun.Script(script).ExitCode);

    [Fact]
    public void A_script_that_does_not_exist_is_an_error_of_usage()
    {
        var run = HostRun.Of(string.Empty, "nowhere.ps1");

        Assert.Equal(64, run.ExitCode);
        Assert.Contains("'nowhere.ps1' does not exist", run.Error);
    }

    [Fact]
    public void A_script_gets_named_positional_and_switch_arguments()
    {
        var run = HostRun.Script("param($Name, [switch]$Loud, $Rest)\"$Name|$Loud|$Rest\"", "-Name", "a b", "tail", "-Loud");

        Assert.Equal("a b|True|tail\n", run.Output);
    }

    [Fact]
    public void Objects_are_rendered_by_the_engines_formatting_without_colour_in_a_pipe()
    {
        var run = HostRun.Command("[pscustomobject]@{ Name = 'demo'; Port = 8443 }");

        Assert.Contains("Name Port", run.Output);
        Assert.Contains("demo 8443", run.Output);
        Assert.DoesNotContain('\u001b', run.Output);
    }

    [Theory]
    [InlineData("Get-ChildItem ./x", true)]
    [InlineData("Select-Object", true)]
    [InlineData("NoSuchCommand", false)]
    [InlineData("Where-Object { $true }", false)]
    public void A_command_that_only_pwsh_has_is_told_from_one_that_nobody_has(string command, bool explained) =>
        Assert.Equal(explained, HostRun.Command(command).Error.Contains("come with pwsh", StringComparison.Ordinal));

    [Theory]
    [InlineData("Get-IdpSec", "Get-IdpSecret")]
    [InlineData("New-IdpCluster -Provider Emb", "Embedded")]
    [InlineData("Get-IdpCluster host-pro", "host-prompt")]
    public void The_prompt_completes_what_the_module_knows(string text, string expected)
    {
        using var session = new HostSession(new TerminalHost(new HostTerminal(TextWriter.Null, TextWriter.Null, TextReader.Null)));
        Assert.Equal(0, session.Run(new HostArguments(null, "$null = New-IdpCluster host-prompt -Provider Embedded", [])));

        Assert.Equal([expected], session.Complete(text, text.Length).Texts);
    }

    [Fact]
    public void The_module_is_imported_and_its_types_can_be_named() =>
        Assert.Equal("IdpBuilder|IdpBuilder.Cluster\n", HostRun.Command("\"$((Get-Module IdpBuilder).Name)|$([IdpBuilder.Cluster].FullName)\"").Output);

    [Fact]
    public void Warnings_and_verbose_lines_go_to_the_error_stream()
    {
        var run = HostRun.Command("$Host.UI.WriteWarningLine('careful'); $Host.UI.WriteVerboseLine('detail')");

        Assert.Empty(run.Output);
        Assert.Equal("WARNING: careful\nVERBOSE: detail\n", run.Error);
    }

    [Fact]
    public void Progress_is_a_plain_line_for_each_new_status_where_nobody_watches()
    {
        var run = HostRun.Command("""
            foreach ($status in 'one', 'one', 'two') {
                $Host.UI.WriteProgress(1, [System.Management.Automation.ProgressRecord]::new(1, 'Work', $status))
            }
            """);

        Assert.Equal("Work: one\nWork: two\n", run.Error);
    }

    [Fact]
    public void A_prompt_runs_commands_until_exit_and_reads_on_while_a_block_is_open()
    {
        var run = HostRun.Of("function f {\n'in f'\n}\nf\nexit 3\n'never'\n");

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("in f", run.Output);
        Assert.DoesNotContain("never", run.Output);
    }

    [Fact]
    public void A_question_is_answered_from_the_input()
    {
        var run = HostRun.Of("n\n", "-Command", "$Host.UI.PromptForChoice('', 'Sure?', @('&Yes', '&No'), 0)");

        Assert.EndsWith("1\n", run.Output);
    }

    [Fact]
    public void A_question_nobody_can_answer_is_an_error_that_names_the_way_out()
    {
        var run = HostRun.Command("$Host.UI.PromptForChoice('', 'Sure?', @('&Yes', '&No'), 0)");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("-Confirm:$false", run.Output + run.Error);
    }

    [Theory]
    [InlineData("-Nonsense")]
    [InlineData("-File")]
    [InlineData("-Command")]
    public void A_wrong_option_is_refused(string option)
    {
        Assert.False(HostArguments.TryParse([option], out _, out var mistake));
        Assert.Contains(option, mistake);
    }
}
