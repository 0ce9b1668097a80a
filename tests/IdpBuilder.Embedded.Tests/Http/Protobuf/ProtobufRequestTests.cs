using CsCheck;

namespace IdpBuilder.Tests.Http.Protobuf;

public sealed class ProtobufRequestTests
{
    private const string MediaType = "application/vnd.kubernetes.protobuf";

    private static readonly string[] Paths =
    [
        "/api/v1/namespaces/default/secrets", "/apis/apps/v1/namespaces/default/deployments", "/api/v1/namespaces/default/services",
        "/api/v1/namespaces/default/resourcequotas", "/apis/policy/v1/namespaces/default/poddisruptionbudgets",
        "/apis/rbac.authorization.k8s.io/v1/namespaces/default/rolebindings", "/apis/networking.k8s.io/v1/namespaces/default/ingresses",
        "/api/v1/namespaces/default/serviceaccounts/default/token", "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
    ];

    [Fact]
    public async Task An_object_that_comes_as_protobuf_is_answered_as_JSON()
    {
        using var client = new ApiClient();
        (await client.PostAsync("/api/v1/namespaces", """{"metadata":{"name":"p"}}""")).Expect(201);

        var answer = (await client.SendAsync(
            HttpMethod.Post, "/api/v1/namespaces/p/secrets", Convert.FromBase64String(KubectlBodies.Secret), MediaType, $"{MediaType},application/json")).Expect(201);

        Assert.Equal("eA==", answer["data", "password"]);
        Assert.Equal("Opaque", answer["type"]);
    }

    [Fact]
    public async Task A_body_of_another_kind_is_refused()
    {
        using var client = new ApiClient();

        var answer = (await client.SendAsync(
            HttpMethod.Post, "/api/v1/namespaces/p/configmaps", Convert.FromBase64String(KubectlBodies.Secret), MediaType)).Expect(400);

        Assert.Equal("Secret in version \"v1\" cannot be handled as a ConfigMap: unknown conversion", answer["message"]);
    }

    [Fact]
    public async Task Whatever_bytes_are_sent_the_answer_is_an_object_or_a_Status()
    {
        using var client = new ApiClient();
        var seeds = KubectlBodies.All.Select(Convert.FromBase64String).Append([.. "k8s\0"u8]).ToArray();
        var edits = Gen.Select(Gen.Int[0, 400], Gen.Byte, Gen.Bool).Array[0, 4];
        var bodies = Gen.Select(Gen.Int[0, seeds.Length - 1], edits, Gen.Byte.Array[0, 12], Gen.Int[0, 8]).Select(parts =>
        {
            var (seed, changes, tail, cut) = parts;
            var body = seeds[seed].SkipLast(cut > 6 ? 1 : 0).Concat(cut > 3 ? tail : []).ToList();
            foreach (var (at, value, insert) in changes)
            {
                // Behind the magic, where it means something.
                var index = 4 + (at % Math.Max(1, body.Count - 4));
                if (insert || index >= body.Count)
                {
                    body.Insert(Math.Min(index, body.Count), value);
                }
                else
                {
                    body[index] = value;
                }
            }

            return body.ToArray();
        });

        await Gen.Select(Gen.OneOf("POST", "PUT", "DELETE"), Gen.OneOf(Paths), bodies).SampleAsync(async request =>
        {
            var (method, path, body) = request;
            var answer = await client.SendAsync(new HttpMethod(method), $"{path}{(method == "PUT" ? "/a" : string.Empty)}", body, MediaType);

            Assert.True(answer.Status is >= 200 and <= 504 && answer["reason"] != "InternalError", $"{answer.Status} {answer.Text}");
            Assert.NotNull(answer["kind"]);
        }, iter: 2000, threads: 1);
    }
}
