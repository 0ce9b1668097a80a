using System.Text.Json.Nodes;
using CsCheck;
using IdpBuilder.Embedded.Patching;

namespace IdpBuilder.Embedded.Tests.Patching;

/// <summary>What holds for every configuration, not only for those somebody thought of.</summary>
public sealed class ServerSideApplyProperties
{
    private const int Runs = 300;

    private static readonly Gen<string> Name = Choice.Of("a", "b", "c", "d");

    private static readonly Gen<JsonObject> Configuration =
        from value in Choice.Of<string?>(null, "x", "y")
        from number in Choice.Of<int?>(null, 1, 2)
        from set in Name.HashSet[0, 4]
        from map in Gen.Dictionary(Name, Choice.Of("1", "2"))[0, 4]
        from items in Gen.Dictionary(Name, Choice.Of<string?>(null, "1", "2"))[0, 4]
        from inner in Choice.Of<string?>(null, "c")
        select Make(value, number, set, map, items, inner);

    [Fact]
    public void Applying_twice_is_applying_once() => Gen.Select(Configuration, Configuration).Sample(
        (first, second) =>
        {
            var scenario = new ApplyScenario(ApplyScenario.Lists).Apply("one", first.ToJsonString()).Apply("two", second.ToJsonString(), force: true);
            var once = scenario.Object!.ToJsonString();
            return scenario.Apply("two", second.ToJsonString()).Object!.ToJsonString() == once;
        }, iter: Runs);

    [Fact]
    public void What_others_own_is_left_alone_without_force() => Gen.Select(Configuration, Configuration, Configuration).Sample(
        (first, second, third) =>
        {
            var scenario = new ApplyScenario(ApplyScenario.Lists).Apply("one", first.ToJsonString());
            scenario.TryApply("two", second.ToJsonString());
            scenario.TryApply("two", third.ToJsonString());
            return Contains(scenario.Object!, first);
        }, iter: Runs);

    [Fact]
    public void Force_makes_the_object_say_what_was_applied() => Gen.Select(Configuration, Configuration).Sample(
        (first, second) => Contains(
            new ApplyScenario(ApplyScenario.Lists).Apply("one", first.ToJsonString()).Apply("two", second.ToJsonString(), force: true).Object!, second),
        iter: Runs);

    [Fact]
    public void Applying_nothing_takes_back_what_was_applied() => Gen.Select(Configuration, Configuration).Sample(
        (first, second) =>
        {
            var scenario = new ApplyScenario(ApplyScenario.Lists).Apply("one", first.ToJsonString());
            var before = scenario.Content();
            scenario.TryApply("two", second.ToJsonString());
            var after = scenario.Apply("two", "{}").Content();
            return Contains(before, after) && Contains(after, before);
        }, iter: Runs);

    [Fact]
    public void The_account_survives_being_written_and_read() => Configuration.Sample(
        configuration =>
        {
            var fields = FieldExtraction.FieldsOf(configuration, ApplyScenario.Lists);
            return FieldSet.Parse(fields.ToJson()) is { } read && read.SameAs(fields);
        }, iter: Runs);

    [Fact]
    public void Difference_and_intersection_make_up_the_whole() => Gen.Select(Configuration, Configuration).Sample(
        (first, second) =>
        {
            var a = FieldExtraction.FieldsOf(first, ApplyScenario.Lists);
            var b = FieldExtraction.FieldsOf(second, ApplyScenario.Lists);
            return a.Difference(b).Union(a.Intersection(b)).SameAs(a) && a.Union(b).SameAs(b.Union(a)) && a.Difference(b).Intersection(b).IsEmpty;
        }, iter: Runs);

    private static JsonObject Make(
        string? value, int? number, HashSet<string> set, Dictionary<string, string> map, Dictionary<string, string?> items, string? inner)
    {
        var json = new JsonObject();
        if (value is not null)
        {
            json["value"] = value;
        }

        if (number is not null)
        {
            json["number"] = number;
        }

        if (set.Count > 0)
        {
            json["set"] = new JsonArray([.. set.Select(name => JsonValue.Create(name))]);
        }

        if (map.Count > 0)
        {
            json["map"] = new JsonObject(map.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Value)));
        }

        if (items.Count > 0)
        {
            json["items"] = new JsonArray([.. items.Select(item => item.Value is null
                ? new JsonObject { ["name"] = item.Key }
                : new JsonObject { ["name"] = item.Key, ["value"] = item.Value })]);
        }

        if (inner is not null)
        {
            json["struct"] = new JsonObject { ["inner"] = new JsonObject { [inner] = "1" } };
        }

        return json;
    }

    // Lists contain an item when some item of the other contains it.
    private static bool Contains(JsonNode? whole, JsonNode? part) => (whole, part) switch
    {
        (JsonObject a, JsonObject b) => b.All(field => Contains(a[field.Key], field.Value)),
        (JsonArray a, JsonArray b) => b.All(item => a.Any(other => Contains(other, item))),
        _ => JsonEquality.Same(whole, part),
    };
}
