using System.Text;
using IdpBuilder.Git.Pushing;

namespace IdpBuilder.Git.Tests.Pushing;

public sealed class PushReportTests
{
    [Fact]
    public void A_branch_that_was_moved_is_done() => Assert.True(Read("unpack ok\n", "ok refs/heads/main\n").Done);

    [Theory]
    [InlineData("ng refs/heads/main failed to update ref", "unpack ok\n", "ng refs/heads/main failed to update ref\n")]
    [InlineData("unpack index-pack abnormal exit", "unpack index-pack abnormal exit\n", "ng refs/heads/main unpacker error\n")]
    [InlineData("the server does not say that it took it", "unpack ok\n")]
    public void Anything_else_is_a_refusal_with_the_servers_words(string refusal, params string[] lines) =>
        Assert.Equal(refusal, Read(lines).Refusal);

    [Fact]
    public void What_the_server_says_beside_it_comes_with_it()
    {
        byte[] answer = [.. Line(2, Encoding.UTF8.GetBytes("Gitea: main is\nprotected\n")), .. Channel("unpack ok\n", "ng refs/heads/main declined\n"), .. PacketLine.End.Span];

        Assert.Equal("ng refs/heads/main declined: Gitea: main is; protected", PushReport.Read(answer).Refusal);
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("00ffshort")]
    [InlineData("0002")]
    [InlineData("zzzz")]
    public void What_is_not_in_gits_protocol_is_no_report(string answer) =>
        Assert.Throws<InvalidDataException>(() => PushReport.Read(Encoding.ASCII.GetBytes(answer)));

    private static PushReport Read(params string[] lines) => PushReport.Read(Channel(lines));

    private static byte[] Channel(params string[] lines) => Line(1, [.. lines.SelectMany(PacketLine.Of), .. PacketLine.End.Span]);

    private static byte[] Line(byte channel, byte[] content) => PacketLine.Of((char)channel + Encoding.UTF8.GetString(content));
}
