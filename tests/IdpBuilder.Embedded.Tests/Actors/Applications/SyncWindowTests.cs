using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Applications;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Tests.Actors.Applications;

public sealed class SyncWindowTests
{
    private const string Nightly = "\"schedule\":\"0 22 * * *\",\"duration\":\"2h\",\"applications\":[\"demo\"]";

    [Theory]
    [InlineData("", "12:00", false, true)]
    [InlineData("{\"kind\":\"deny\"," + Nightly + "}", "21:59", false, true)]
    [InlineData("{\"kind\":\"deny\"," + Nightly + "}", "22:01", false, false)]
    [InlineData("{\"kind\":\"deny\"," + Nightly + "}", "00:01", false, true)]
    [InlineData("{\"kind\":\"deny\"," + Nightly + "}", "22:01", true, false)]
    [InlineData("{\"kind\":\"deny\",\"manualSync\":true," + Nightly + "}", "22:01", true, true)]
    [InlineData("{\"kind\":\"deny\",\"manualSync\":true," + Nightly + "}", "22:01", false, false)]
    [InlineData("{\"kind\":\"allow\"," + Nightly + "}", "12:00", false, false)]
    [InlineData("{\"kind\":\"allow\"," + Nightly + "}", "23:00", false, true)]
    [InlineData("{\"kind\":\"allow\",\"manualSync\":true," + Nightly + "}", "12:00", true, true)]
    [InlineData("{\"kind\":\"allow\"," + Nightly + "},{\"kind\":\"deny\"," + Nightly + "}", "23:00", false, false)]
    [InlineData("{\"kind\":\"deny\",\"manualSync\":true," + Nightly + "},{\"kind\":\"deny\"," + Nightly + "}", "23:00", true, false)]
    [InlineData("{\"kind\":\"deny\",\"timeZone\":\"Europe/Berlin\"," + Nightly + "}", "21:01", false, false)]
    public void A_window_allows_or_denies(string windows, string time, bool manual, bool expected) =>
        Assert.Equal(expected, Of(windows).Allow(manual, null, At(time)));

    [Theory]
    [InlineData("{\"kind\":\"deny\",\"syncOverrun\":true," + Nightly + "}", "21:50", "22:10", true)]
    [InlineData("{\"kind\":\"deny\"," + Nightly + "}", "21:50", "22:10", false)]
    [InlineData("{\"kind\":\"deny\",\"syncOverrun\":true," + Nightly + "}", "22:05", "22:10", false)]
    [InlineData("{\"kind\":\"allow\",\"syncOverrun\":true," + Nightly + "}", "22:10", "23:59", true)]
    [InlineData("{\"kind\":\"allow\",\"syncOverrun\":true,\"schedule\":\"0 10 * * *\",\"duration\":\"1h\",\"applications\":[\"*\"]}", "10:50", "11:10", true)]
    [InlineData("{\"kind\":\"allow\",\"syncOverrun\":true,\"schedule\":\"0 10 * * *\",\"duration\":\"1h\",\"applications\":[\"*\"]}", "09:50", "11:10", false)]
    public void A_sync_that_began_in_time_may_finish_where_the_window_says_so(string windows, string began, string now, bool expected) =>
        Assert.Equal(expected, Of(windows).Allow(manual: false, At(began), At(now)));

    [Theory]
    [InlineData("\"applications\":[\"de*\"]", true)]
    [InlineData("\"applications\":[\"other\"]", false)]
    [InlineData("\"namespaces\":[\"space\"]", true)]
    [InlineData("\"clusters\":[\"in-cluster\"]", true)]
    [InlineData("\"applications\":[\"other\"],\"namespaces\":[\"space\"]", true)]
    [InlineData("\"applications\":[\"other\"],\"namespaces\":[\"space\"],\"andOperator\":true", false)]
    [InlineData("\"applications\":[\"demo\"],\"namespaces\":[\"space\"],\"andOperator\":true", true)]
    [InlineData("\"andOperator\":false", false)]
    public void A_window_concerns_what_it_names(string criteria, bool concerned) =>
        Assert.Equal(!concerned, Of($"{{\"kind\":\"deny\",\"schedule\":\"* * * * *\",\"duration\":\"1h\",{criteria}}}").Allow(false, null, At("12:00")));

    [Theory]
    [InlineData("21:00", "22:00")]
    [InlineData("22:30", "00:00")]
    public void The_next_change_is_an_opening_or_a_closing(string now, string expected) =>
        Assert.Equal(expected, Of("{\"kind\":\"deny\"," + Nightly + "}").NextChange(At(now))!.Value.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("\"schedule\":\"nonsense\",\"duration\":\"1h\"", "cannot parse schedule 'nonsense'")]
    [InlineData("\"schedule\":\"* * * * *\",\"duration\":\"long\"", "cannot parse duration 'long'")]
    public void A_window_that_cannot_be_read_is_named(string window, string expected) =>
        Assert.StartsWith(expected, Assert.Throws<FormatException>(() => Of($"{{\"kind\":\"deny\",\"applications\":[\"*\"],{window}}}")).Message);

    private static SyncWindows Of(string windows) => SyncWindows.Of(
        JsonNode.Parse($"[{windows}]")!.AsArray().OfType<JsonObject>(),
        new ApplicationRecord(new Manifest((JsonObject)JsonNode.Parse(
            """{"metadata":{"name":"demo","namespace":"argocd"},"spec":{"destination":{"name":"in-cluster","namespace":"space"}}}""")!)));

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse($"2026-01-15T{time}:00Z", System.Globalization.CultureInfo.InvariantCulture);
}
