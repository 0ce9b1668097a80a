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
    [InlineData("exit", 0)]
    [InlineData("exit 0; NoSuchCommand", 0)]
    [InlineData("exit -1", -1)]
    [InlineData("function f { exit 3 } f; 'never'", 3)]
    [InlineData("try { exit 3 } finally { 'cleaned' }", 3)]
    [InlineData("'tail' | ForEach-Object { exit 3 }", 3)]
    [InlineData("NoSuchCommand; exit 3", 3)]
    [InlineData("dotnet no-such-command 2>&1 | Out-Null", 0)]
    [InlineData("dotnet no-such-command 2>&1 | Out-Null; NoSuchCommand", 0)]
    [InlineData("dotnet no-such-command 2>&1 | Out-Null; exit 0", 0)]
    [InlineData("dotnet no-such-command 2>&1 | Out-Null; throw 'boom'", 1)]
    [InlineData("$x = (", 1)]
    public void A_script_ends_with_the_exit_code_that_pwsh_gives(string script, int exitCode) =>
        Assert.Equal(exitCode, HostRun.Script(script).ExitCode);

    [Theory]
    [InlineData("-Command")]
    [InlineData("-File")]
    public void Ctrl_C_before_a_script_begins_is_not_lost(string option)
    {
        using var folder = new TemporaryFolder();
        using var output = new StringWriter();
        using var session = new HostSession(new TerminalHost(new HostTerminal(output, output, TextReader.Null)));
        session.Interrupt();

        Assert.True(HostArguments.TryParse([option, option == "-File" ? folder.Write("script.ps1", "'began'") : "'began'"], out var arguments, out _));
        Assert.Equal(130, session.Run(arguments));
        Assert.Empty(output.ToString());
    }

    [Fact]
    public void Ctrl_C_after_a_command_at_the_prompt_does_not_stop_the_next()
    {
        using var session = new HostSession(new TerminalHost(new HostTerminal(TextWriter.Null, TextWriter.Null, TextReader.Null)));
        Assert.True(session.Execute("$x = 1"));
        session.Interrupt();

        Assert.True(session.Execute("$x = 2"));
    }

    [Fact]
    public void A_script_that_does_not_exist_is_an_error_of_usage()
    {
        var run = HostRun.Of(string.Empty, "nowhere.ps1");

        Assert.Equal(64, run.ExitCode);
        Assert.Contains("'nowhere.ps1' does not exist", run.Error);
    }

    [Fact]
    public void A_script_knows_itself_as_in_pwsh()
    {
        var run = HostRun.Script("""
            "$([System.IO.File]::Exists($PSCommandPath))|$($MyInvocation.MyCommand.Path -eq $PSCommandPath)|$($MyInvocation.MyCommand.CommandType)"
            "$([System.IO.Path]::GetDirectoryName($PSCommandPath) -eq $PSScriptRoot)|$($MyInvocation.ScriptName)|$($MyInvocation.InvocationName -eq '.')"
            """);

        Assert.Equal("True|True|ExternalScript\nTrue||False\n", run.Output);
    }

    [Fact]
    public void A_scripts_exit_ends_that_script_alone()
    {
        using var folder = new TemporaryFolder();
        folder.Write("inner.ps1", "exit 4");

        var run = HostRun.Of(string.Empty, folder.Write("outer.ps1", "& \"$PSScriptRoot/inner.ps1\"; \"$? $LASTEXITCODE\""));

        Assert.Equal((0, "False 4\n"), (run.ExitCode, run.Output));
    }

    [Theory]
    [InlineData("NoSuchCommand", 0)]
    [InlineData("exit 5", 5)]
    [InlineData("$x = (", 1)]
    [InlineData("throw 'boom'", 1)]
    public void A_script_without_the_usual_ending_ends_alike(string script, int exitCode)
    {
        using var folder = new TemporaryFolder();

        Assert.Equal(exitCode, HostRun.Of(string.Empty, folder.Write("script", script)).ExitCode);
    }

    [Fact]
    public void A_script_that_takes_other_parameters_does_not_begin()
    {
        var run = HostRun.Script("[CmdletBinding()] param($Name) 'began'", "-Other", "x");

        Assert.Equal(1, run.ExitCode);
        Assert.DoesNotContain("began", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("script")]
    [InlineData("it's with blank and [brackets].ps1")]
    public void A_script_may_have_any_name(string name)
    {
        using var folder = new TemporaryFolder();

        var run = HostRun.Of(string.Empty, folder.Write(name, "param($X) \"got $X\"; exit 6"), "-X", "1");

        Assert.Equal((6, "got 1\n"), (run.ExitCode, run.Output));
    }

    [Fact]
    public void A_script_gets_named_positional_and_switch_arguments()
    {
        var run = HostRun.Script("param($Name, [switch]$Loud, $Rest)\"$Name|$Loud|$Rest\"", "-Name", "a b", "tail", "-Loud");

        Assert.Equal("a b|True|tail\n", run.Output);
    }

    [Theory]
    [InlineData("-Loud tail", "tail|True||")]
    [InlineData("tail -Loud", "tail|True||")]
    [InlineData("-Loud:$false -Name:x", "x|False||")]
    [InlineData("-Name -1", "-1|False||")]
    [InlineData("-Name: x", "x|False||")]
    [InlineData("one two three", "one|False|two|three")]
    [InlineData("-Unknown x", "|False||-Unknown x")]
    [InlineData("$(exit) '; -no;such", "$(exit)|False|';|-no;such")]
    public void Words_bind_to_a_script_as_pwsh_binds_them(string words, string expected) =>
        Assert.Equal(expected + "\n", HostRun.Script("param($Name, [switch]$Loud, $Rest) \"$Name|$Loud|$Rest|$args\"", words.Split(' ')).Output);

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

    [Theory]
    [InlineData("-Command", "'in'; exit 3", 3)]
    [InlineData("-File", "'in'\nfunction f {\n'f'\n}\nf", 0)]
    [InlineData("-Command", "'in'; throw 'boom'", 1)]
    [InlineData("-Command", "'in'; NoSuchCommand", 1)]
    public void A_dash_stands_for_a_command_from_the_input(string option, string input, int exitCode)
    {
        var run = HostRun.Of(input, option, "-");

        Assert.Equal(exitCode, run.ExitCode);
        Assert.StartsWith("in\n", run.Output);
    }

    [Fact]
    public void Options_that_pwsh_is_usually_called_with_change_nothing()
    {
        var run = HostRun.Of(string.Empty, "-NoLogo", "-NoProfile", "-Command", "'x'");

        Assert.Equal((0, "x\n"), (run.ExitCode, run.Output));
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
