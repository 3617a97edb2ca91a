from django.urls import path

from motcua.casework.feedback.portal import follow, published, send

app_name = "feedback_public"
urlpatterns = [
    path("phan-anh/", send.home, name="home"),
    path("phan-anh/gui/", send.send, name="send"),
    path("phan-anh/noi-khac/<str:referral>/", send.refer, name="refer"),
    path("phan-anh/xem/", follow.look_up, name="look_up"),
    path("phan-anh/cong-khai/", published.listing, name="published"),
    path("phan-anh/cong-khai/<int:feedback_id>/", published.one, name="one"),
    path("phan-anh/p/<lookup_token:secret>/", follow.page, name="page"),
    path("phan-anh/p/<lookup_token:secret>/bo-sung/", follow.supplement, name="supplement"),
    path("phan-anh/p/<lookup_token:secret>/danh-gia/", follow.like, name="like"),
    path("phan-anh/p/<lookup_token:secret>/thu-xin-loi.pdf", follow.letter, name="letter"),
]
