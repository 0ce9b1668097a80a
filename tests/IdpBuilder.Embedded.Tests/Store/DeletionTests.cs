using IdpBuilder.Tests.Http;

namespace IdpBuilder.Tests.Store;

public sealed class DeletionTests
{
    private const string ConfigMaps = "/api/v1/namespaces/default/configmaps";

    [Fact]
    public async Task Dependents_go_after_their_owner()
    {
        using var client = new ApiClient();
        var owner = await CreateAsync(client, "owner");
        var child = await CreateAsync(client, "child", owner);
        await CreateAsync(client, "grandchild", child);

        (await client.DeleteAsync(ConfigMaps + "/owner")).Expect(200);

        Assert.Empty(await NamesAsync(client));
    }

    [Fact]
    public async Task Orphans_stay_and_forget_their_owner()
    {
        using var client = new ApiClient();
        var owner = await CreateAsync(client, "owner");
        await CreateAsync(client, "child", owner);

        (await client.DeleteAsync(ConfigMaps + "/owner", """{"propagationPolicy":"Orphan"}""")).Expect(200);

        Assert.Equal(["child"], await NamesAsync(client));
        Assert.Null((await client.GetAsync(ConfigMaps + "/child"))["metadata", "ownerReferences"]);
    }

    [Fact]
    public async Task In_the_foreground_the_owner_waits_for_dependents_that_block_it()
    {
        using var client = new ApiClient();
        var owner = await CreateAsync(client, "owner");
        (await client.PostAsync(ConfigMaps, Dependent("child", owner, "\"finalizers\":[\"example.com/hold\"],"))).Expect(201);

        var waiting = (await client.DeleteAsync(ConfigMaps + "/owner", """{"propagationPolicy":"Foreground"}""")).Expect(200);
        var both = await NamesAsync(client);
        (await client.PatchAsync(ConfigMaps + "/child", """{"metadata":{"finalizers":null}}""", "application/merge-patch+json")).Expect(200);

        Assert.Equal("foregroundDeletion", waiting["metadata", "finalizers", "0"]);
        Assert.Equal(["child", "owner"], both);
        Assert.Empty(await NamesAsync(client));
    }

    [Fact]
    public async Task An_object_stays_while_one_of_its_owners_does()
    {
        using var client = new ApiClient();
        var one = await CreateAsync(client, "one");
        var two = await CreateAsync(client, "two");
        (await client.PostAsync(ConfigMaps, $$$"""
            {"metadata":{"name":"child","ownerReferences":[
              {"apiVersion":"v1","kind":"ConfigMap","name":"one","uid":"{{{one.Split('|')[0]}}}"},{"apiVersion":"v1","kind":"ConfigMap","name":"two","uid":"{{{two.Split('|')[0]}}}"}]}}
            """)).Expect(201);

        (await client.DeleteAsync(ConfigMaps + "/one")).Expect(200);

        Assert.Equal(["child", "two"], await NamesAsync(client));
        Assert.Equal("two", (await client.GetAsync(ConfigMaps + "/child"))["metadata", "ownerReferences", "0", "name"]);
    }

    [Fact]
    public async Task A_long_chain_of_owners_is_collected_whole()
    {
        using var client = new ApiClient();
        var owner = await CreateAsync(client, "c0");
        for (var link = 1; link <= 500; link++)
        {
            owner = await CreateAsync(client, $"c{link}", owner);
        }

        (await client.DeleteAsync(ConfigMaps + "/c0")).Expect(200);

        Assert.Empty(await NamesAsync(client));
    }

    [Fact]
    public async Task A_finalizer_keeps_an_object_until_it_is_taken_off()
    {
        using var client = new ApiClient();
        (await client.PostAsync(ConfigMaps, """{"metadata":{"name":"a","finalizers":["example.com/hold"]}}""")).Expect(201);

        var marked = (await client.DeleteAsync(ConfigMaps + "/a")).Expect(200);
        var refused = await client.PatchAsync(
            ConfigMaps + "/a", """{"metadata":{"finalizers":["example.com/hold","example.com/more"]}}""", "application/merge-patch+json");
        (await client.PatchAsync(ConfigMaps + "/a", """{"metadata":{"finalizers":[]}}""", "application/merge-patch+json")).Expect(200);

        Assert.NotNull(marked["metadata", "deletionTimestamp"]);
        refused.Expect(422);
        Assert.Contains("no new finalizers can be added if the object is being deleted", refused["message"], StringComparison.Ordinal);
        (await client.GetAsync(ConfigMaps + "/a")).Expect(404);
    }

    [Fact]
    public async Task Preconditions_guard_a_deletion()
    {
        using var client = new ApiClient();
        var uid = await CreateAsync(client, "a");

        var refused = (await client.DeleteAsync(ConfigMaps + "/a", """{"preconditions":{"uid":"other"}}""")).Expect(409);
        (await client.DeleteAsync(ConfigMaps + "/a", $$$"""{"preconditions":{"uid":"{{{uid.Split('|')[0]}}}"}}""")).Expect(200);

        Assert.Equal("Conflict", refused["reason"]);
    }

    [Fact]
    public async Task A_namespace_takes_its_content_with_it()
    {
        using var client = new ApiClient();
        (await client.PostAsync("/api/v1/namespaces", """{"metadata":{"name":"team"}}""")).Expect(201);
        (await client.PostAsync("/api/v1/namespaces/team/configmaps", """{"metadata":{"name":"a"}}""")).Expect(201);
        (await client.PostAsync("/api/v1/namespaces/team/secrets", """{"metadata":{"name":"b"}}""")).Expect(201);
        using var watch = await client.WatchAsync("/api/v1/namespaces?watch=1&fieldSelector=metadata.name%3Dteam");
        Assert.Equal("ADDED team", await watch.NextLineAsync());

        var answer = (await client.DeleteAsync("/api/v1/namespaces/team")).Expect(200);

        Assert.Equal("Terminating", answer["status", "phase"]);
        Assert.Equal("MODIFIED team", await watch.NextLineAsync());
        Assert.Equal("DELETED team", await watch.NextLineAsync());
        (await client.GetAsync("/api/v1/namespaces/team")).Expect(404);
        Assert.Empty((await client.GetAsync("/api/v1/secrets")).Json["items"]!.AsArray());
    }

    [Fact]
    public async Task A_namespace_waits_for_what_is_held_in_it_and_takes_nothing_new()
    {
        using var client = new ApiClient();
        const string Inside = "/api/v1/namespaces/team/configmaps";
        (await client.PostAsync("/api/v1/namespaces", """{"metadata":{"name":"team"}}""")).Expect(201);
        (await client.PostAsync(Inside, """{"metadata":{"name":"a","finalizers":["example.com/hold"]}}""")).Expect(201);

        (await client.DeleteAsync("/api/v1/namespaces/team")).Expect(200);
        var waiting = (await client.GetAsync("/api/v1/namespaces/team")).Expect(200);
        var refused = (await client.PostAsync(Inside, """{"metadata":{"name":"b"}}""")).Expect(403);
        (await client.PatchAsync(Inside + "/a", """{"metadata":{"finalizers":null}}""", "application/merge-patch+json")).Expect(200);

        Assert.Contains("example.com/hold in 1 resource instances", waiting.Text, StringComparison.Ordinal);
        Assert.Equal(
            "configmaps \"b\" is forbidden: unable to create new content in namespace team because it is being terminated", refused["message"]);
        Assert.Equal("NamespaceTerminating", refused["details", "causes", "0", "reason"]);
        (await client.GetAsync("/api/v1/namespaces/team")).Expect(404);
    }

    [Fact]
    public async Task A_Pod_on_a_node_is_given_time_to_end()
    {
        using var client = new ApiClient();
        const string Pods = "/api/v1/namespaces/default/pods";
        (await client.PostAsync(Pods, """{"metadata":{"name":"p"},"spec":{"nodeName":"n","containers":[{"name":"c","image":"i"}]}}""")).Expect(201);

        var marked = (await client.DeleteAsync(Pods + "/p")).Expect(200);
        (await client.DeleteAsync(Pods + "/p", """{"gracePeriodSeconds":0}""")).Expect(200);

        Assert.Equal("30", marked["metadata", "deletionGracePeriodSeconds"]);
        (await client.GetAsync(Pods + "/p")).Expect(404);
    }

    [Fact]
    public async Task A_collection_is_deleted_by_selector()
    {
        using var client = new ApiClient();
        (await client.PostAsync(ConfigMaps, """{"metadata":{"name":"a","labels":{"app":"web"}}}""")).Expect(201);
        (await client.PostAsync(ConfigMaps, """{"metadata":{"name":"b"}}""")).Expect(201);

        (await client.DeleteAsync(ConfigMaps + "?labelSelector=app")).Expect(200);

        Assert.Equal(["b"], await NamesAsync(client));
    }

    private static async Task<string> CreateAsync(ApiClient client, string name, string? owner = null)
    {
        var body = owner is null ? $$$"""{"metadata":{"name":"{{{name}}}"}}""" : Dependent(name, owner, string.Empty);
        return (await client.PostAsync(ConfigMaps, body)).Expect(201)["metadata", "uid"]! + "|" + name;
    }

    private static string Dependent(string name, string owner, string more)
    {
        var parts = owner.Split('|');
        return $$$"""
            {"metadata":{"name":"{{{name}}}",{{{more}}}"ownerReferences":[
              {"apiVersion":"v1","kind":"ConfigMap","name":"{{{parts[1]}}}","uid":"{{{parts[0]}}}","blockOwnerDeletion":true}]}}
            """;
    }

    private static async Task<IReadOnlyList<string>> NamesAsync(ApiClient client) =>
        (await client.GetAsync(ConfigMaps)).Json["items"]!.AsArray().Select(item => item!["metadata"]!["name"]!.ToString()).ToArray();
}
