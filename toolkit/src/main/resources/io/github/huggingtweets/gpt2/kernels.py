# The operations of GPT-2 that DJL has no fused version of, in the form in which TorchScript stores its source.
# B batch, T tokens, C hidden size, H heads, S size of a head, V vocabulary, P tokens already in the cache.
class Kernels(Module):
  __parameters__ = []
  __buffers__ = []

  # (B, T), (V, C), (T_max, C), P -> (B, T, C)
  def embedding(self: __torch__.Kernels, tokens: Tensor, words: Tensor, positions: Tensor, past: Tensor) -> Tensor:
    start = int(past)
    return torch.add(torch.embedding(words, tokens), torch.slice(positions, 0, start, start + torch.size(tokens, 1)))

  # (B, T, C) -> (B, T, C)
  def layer_norm(self: __torch__.Kernels, x: Tensor, weight: Tensor, bias: Tensor, epsilon: Tensor) -> Tensor:
    return torch.layer_norm(x, [torch.size(x, -1)], weight, bias, float(epsilon))

  # (B, T, C_in), (C_in, C_out), (C_out) -> (B, T, C_out)
  def linear(self: __torch__.Kernels, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
    rows = torch.view(x, [-1, torch.size(x, 2)])
    return torch.view(torch.addmm(bias, rows, weight), [torch.size(x, 0), torch.size(x, 1), torch.size(weight, 1)])

  # (B, T, C), (V, C) -> (B, T, V)
  def logits(self: __torch__.Kernels, x: Tensor, words: Tensor) -> Tensor:
    return torch.linear(x, words)

  # (B, T, C), probability -> (B, T, C)
  def dropout(self: __torch__.Kernels, x: Tensor, probability: Tensor) -> Tensor:
    return torch.dropout(x, float(probability), True)

  # (B, T, C) -> (B, T, C), the tanh form of OpenAI's code
  def gelu(self: __torch__.Kernels, x: Tensor) -> Tensor:
    return torch.gelu(x, approximate="tanh")

  # queries, keys and values side by side (B, T, 3, H, S) -> (B, T, H * S); a token sees itself and those before it
  def attention(self: __torch__.Kernels, qkv: Tensor, dropout: Tensor) -> Tensor:
    q, k, v = torch.unbind(torch.permute(qkv, [2, 0, 3, 1, 4]))
    y = torch.scaled_dot_product_attention(q, k, v, None, float(dropout), True)
    return torch.flatten(torch.transpose(y, 1, 2), 2)

  # as attention, with the keys and values of P earlier tokens in a cache (B, H, T_max, S), to which the new ones are added;
  # with a past, T must be 1
  def cached_attention(self: __torch__.Kernels, qkv: Tensor, keys: Tensor, values: Tensor, past: Tensor) -> Tensor:
    start = int(past)
    end = start + torch.size(qkv, 1)
    q, k, v = torch.unbind(torch.permute(qkv, [2, 0, 3, 1, 4]))
    _0 = torch.copy_(torch.slice(keys, 2, start, end), k)
    _1 = torch.copy_(torch.slice(values, 2, start, end), v)
    k0 = torch.slice(keys, 2, 0, end)
    v0 = torch.slice(values, 2, 0, end)
    y = torch.scaled_dot_product_attention(q, k0, v0, None, 0., torch.eq(start, 0))
    return torch.flatten(torch.transpose(y, 1, 2), 2)

  # (R), (B, ...) -> (R, ...)
  def rows(self: __torch__.Kernels, indices: Tensor, x: Tensor) -> Tensor:
    return torch.index_select(x, 0, indices)

  # (B, T, V), (B, T) -> the mean loss of predicting each token but the first from those before it
  def cross_entropy(self: __torch__.Kernels, logits: Tensor, tokens: Tensor) -> Tensor:
    last = torch.sub(torch.size(tokens, 1), 1)
    predictions = torch.flatten(torch.slice(logits, 1, 0, last), 0, 1)
    return torch.cross_entropy_loss(predictions, torch.flatten(torch.slice(tokens, 1, 1)))

  # scales the gradients so that the norm of them all is at most max_norm, takes one step of AdamW in place, and clears the
  # gradients; gives their norm before clipping
  def adamw(self: __torch__.Kernels, weights: List[Tensor], means: List[Tensor], variances: List[Tensor], steps: List[Tensor], gradients: List[Tensor], rate: Tensor, beta1: Tensor, beta2: Tensor, epsilon: Tensor, decay: Tensor, max_norm: Tensor) -> Tensor:
    norm = torch.linalg_vector_norm(torch.stack(torch._foreach_norm(gradients, 2.)), 2.)
    scale = torch.clamp(torch.div(max_norm, torch.add(norm, 1e-6)), None, 1.)
    torch._foreach_mul_(gradients, scale)
    torch._foreach_add_(steps, 1.)
    torch._fused_adamw_(weights, gradients, means, variances, annotate(List[Tensor], []), steps, lr=float(rate), beta1=float(beta1), beta2=float(beta2), weight_decay=float(decay), eps=float(epsilon), amsgrad=False, maximize=False)
    torch._foreach_zero_(gradients)
    return norm
